# syntax=docker/dockerfile:1
# Three stages: everything to build, production packages only, and the small image that runs as nobody in particular on a root that may be
# read-only. No package's install script runs (.npmrc). No VOLUME: docs/deploy.md mounts /data by name, and some hosts refuse the word.
FROM node:22-bookworm-slim AS build
WORKDIR /coro
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm run --silent licences > dist/licences.txt

FROM node:22-bookworm-slim AS packages
WORKDIR /coro
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:22-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 DATA_DIR=/data
WORKDIR /coro
RUN mkdir /data && chown node:node /data
# What changes least comes first. All of it belongs to root: whoever breaks in cannot change the program.
COPY --from=packages /coro/node_modules ./node_modules
COPY package.json ./
COPY --from=build /coro/dist ./dist
USER node
EXPOSE 4000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/server/main.js"]
