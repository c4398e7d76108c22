// `npm run dev`: the server under tsx with restart on change, and Vite in front of it with hot reload. Ends both together.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name) => `${root}/node_modules/.bin/${name}`;
const processes = [
  spawn(bin('tsx'), ['watch', '--clear-screen=false', 'server/main.ts'], { cwd: root, stdio: 'inherit' }),
  spawn(bin('vite'), ['--config', 'client/vite.config.ts', '--host'], { cwd: root, stdio: 'inherit' }),
];
const endAll = () => {
  for (const child of processes) child.kill('SIGTERM');
};
for (const child of processes) child.on('exit', endAll);
process.on('SIGINT', endAll);
process.on('SIGTERM', endAll);
