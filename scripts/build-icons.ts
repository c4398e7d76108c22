// Draws the PNG icons and the card for shared links from client/icon.svg, in a headless browser. Run when the mark changes:
// `npm run icons`; what it writes is committed.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../test/support/browser.ts';

const client = fileURLToPath(new URL('../client', import.meta.url));
const GROUND = '#1e0b19';
const svg = readFileSync(`${client}/icon.svg`, 'utf8');
/** The flower alone, without its rounded ground. */
const flower = svg.replace(/<rect[^>]*>/, '');
const font = readFileSync(
  fileURLToPath(import.meta.resolve('@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-opsz-normal.woff2')),
).toString('base64');

const full = (part: number) => `<div style="display:grid;place-items:center;width:100%;height:100%;background:${GROUND}">
  <div style="width:${part}%;height:${part}%">${flower}</div></div>`;
const card = `<div style="display:flex;align-items:center;width:100%;height:100%;background:${GROUND};color:#f8efde">
  <div style="flex:none;width:560px;height:560px;margin:0 0 0 20px">${flower}</div>
  <div style="font:800 92px/1 Coro;letter-spacing:-.035em">One song.<br>Every hand<br>on it.</div></div>`;

const PICTURES = [
  { name: 'icon-192', width: 192, height: 192, body: svg, isClear: true },
  { name: 'icon-512', width: 512, height: 512, body: svg, isClear: true },
  // Launchers cut a circle of 80 % out of it: the flower stays within.
  { name: 'maskable-512', width: 512, height: 512, body: full(74), isClear: false },
  { name: 'touch-180', width: 180, height: 180, body: full(96), isClear: false },
  { name: 'card', width: 1200, height: 630, body: card, isClear: false },
];

const { browser, close } = await launchBrowser();
try {
  for (const { name, width, height, body, isClear } of PICTURES) {
    const page = await browser.newPage({ viewport: { width, height } });
    await page.setContent(
      `<style>@font-face{font-family:Coro;src:url(data:font/woff2;base64,${font});font-weight:200 800}html,body{margin:0;width:100%;height:100%;overflow:hidden}svg{display:block;width:100%;height:100%}</style>${body}`,
    );
    await page.evaluate(() => document.fonts.ready);
    writeFileSync(`${client}/public/icons/${name}.png`, await page.screenshot({ omitBackground: isClear }));
    await page.close();
  }
} finally {
  await close();
}
