// The Bloom: one flower, a fan of petals a person, beating with the room's music on a 2D canvas. It knows no React, no network
// and no sound: it is told who is there, what to listen to and where the beat is.
import { createBody } from './body.ts';
import { paintFan } from './fan-sprite.ts';
import { type BloomPerson, type Fan, isSomebody, moveFans, neediest, paintedReach, present, seatFans } from './fans.ts';
import { createHeart } from './heart.ts';
import { type BloomLayout, glide, standAt } from './layout.ts';
import { type Beat, swayAt, turnAt, wayTo } from './motion.ts';
import { createNames } from './names.ts';
import { createPollen } from './pollen.ts';
import { createQualityLadder, type QualityStep, STEPS } from './quality.ts';
import { css, fillOf, type Theme } from './role-colour.ts';
import { createRoomLight } from './room-light.ts';
import { createSparks } from './sparks.ts';
import { createSpectrum, type SpectrumSource } from './spectrum.ts';

export interface BloomOptions {
  readonly theme: Theme;
  readonly reducedMotion: boolean;
  readonly layout: BloomLayout;
  /** Takes the light of the room; stretched over the stage by CSS. */
  readonly roomLight: HTMLCanvasElement | null;
  /** Font family of the names, as in CSS. */
  readonly font: string;
  readonly ink: Readonly<Record<Theme, string>>;
  /** Step of the quality ladder to begin at. */
  readonly quality: QualityStep;
  /** Milliseconds; screens that are told the same time turn, sway and drift alike. */
  readonly clock: () => number;
}

export interface Bloom {
  setPeople(people: readonly BloomPerson[]): void;
  setSpectrum(source: SpectrumSource | null): void;
  setBeat(beat: (() => Beat | null) | null): void;
  /** Where somebody's longest petal ends and its colour; the heart in its own for whoever has none. */
  tipOf(personId: string | null): { readonly x: number; readonly y: number; readonly colour: string };
  /** A prompt leaves a point of the canvas for the core, in its author's colour, and waits there. Unknown people send none. */
  spark(key: string, from: { readonly x: number; readonly y: number }, personId: string): void;
  /** The spark's prompt is heard: it falls in. */
  land(key: string): void;
  /** Nobody wants the spark's prompt any more: it goes out. */
  lose(key: string): void;
  /** The flower glides to a new place; a new canvas size takes effect at once. */
  resize(layout: BloomLayout): void;
  /** `again`: paint anew even in the same theme, e.g. because a font has arrived. */
  setTheme(theme: Theme, again?: boolean): void;
  setReducedMotion(reduced: boolean): void;
  destroy(): void;
}

const HEART_COLOUR = '#f8efde';
const REDUCED_FRAME_MS = 120;
const LONGEST_STEP_S = 0.05;
/** After a longer one the picture simply goes on. */
const LONGEST_GAP_MS = 500;

export function createBloom(canvas: HTMLCanvasElement, options: BloomOptions): Bloom {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser gives no 2D canvas.');
  const ctx = context;
  const body = createBody();
  const light = options.roomLight === null ? null : createRoomLight(options.roomLight);
  const heart = createHeart();
  const names = createNames();
  const pollen = createPollen();
  const sparks = createSparks();
  const spectrum = createSpectrum();
  const ladder = createQualityLadder(options.quality);

  let { theme, reducedMotion, layout, quality } = options;
  let fans: Fan[] = [];
  let colours: string[] = [];
  let beat: (() => Beat | null) | null = null;
  let hasSource = false;

  let stand = standAt(layout);
  let turn: number | null = null;
  let sway = 0;
  let lastMs = 0;
  let lastDrawnMs = 0;
  let handle = 0;

  /** Device pixels to a CSS pixel, as far as this machine keeps up with them. */
  const sharpness = () => layout.pixelRatio * STEPS[quality].sharpness;

  function sizeCanvas() {
    canvas.width = Math.max(1, Math.round(layout.width * sharpness()));
    canvas.height = Math.max(1, Math.round(layout.height * sharpness()));
  }

  function repaintAll() {
    for (const fan of fans) fan.stale = true;
    body.restart();
    heart.bake(layout.radius, sharpness(), theme);
    names.reset({
      fontPx: Math.max(16, (22.4 * layout.radius) / 256),
      font: options.font,
      ink: options.ink[theme],
      pixelRatio: sharpness(),
    });
    light?.renew();
  }

  function step(deltaS: number) {
    // In small steps, or the springs of a slow machine would be slow as well.
    for (let restS = deltaS; restS > 0; restS -= LONGEST_STEP_S) moveFans(fans, Math.min(restS, LONGEST_STEP_S), reducedMotion);
    const isGone = (fan: Fan) => fan.leaving && (fan.alpha < 0.02 || reducedMotion);
    if (fans.some(isGone)) {
      fans = fans.filter((fan) => !isGone(fan));
      light?.renew();
    }
    glide(stand, layout, deltaS, reducedMotion);
  }

  function paintOne() {
    const fan = neediest(fans, layout.radius);
    if (fan === null) return;
    fan.sprites = paintFan({
      seat: fan.seat,
      people: present(fans).length,
      length: paintedReach(fan) * layout.radius,
      radius: layout.radius,
      colour: fan.colour,
      theme,
      pixelRatio: sharpness(),
      trails: !reducedMotion && fan.person.presence === 'CONNECTED',
      fineVeins: STEPS[quality].isRich,
      isFree: fan.person.presence === 'FREE',
    });
    fan.stale = false;
  }

  function drawNames() {
    if (layout.names === null) return;
    const places = fans.filter(isSomebody).map((fan) => ({
      text: fan.person.name,
      angle: fan.angle + (turn ?? 0),
      reach: fan.reach * stand.radius,
      alpha: fan.leaving ? fan.alpha : 0.45 + 0.55 * fan.alpha,
    }));
    places.sort((a, b) => b.reach - a.reach);
    names.draw(ctx, stand, (28 * stand.radius) / 256, places, layout.names);
  }

  /** Turn and sway as the shared clock has them; what the clock or the beat jump by is made up for smoothly. */
  function move(now: Beat | null, clockMs: number, deltaMs: number) {
    if (turn === null) {
      turn = reducedMotion ? 0 : turnAt(clockMs);
      sway = swayAt(clockMs, now);
    } else if (!reducedMotion) {
      const follow = 1 - Math.exp(-deltaMs / 400);
      turn += wayTo(turn, turnAt(clockMs)) * follow;
      sway += wayTo(sway, swayAt(clockMs, now)) * follow;
    }
  }

  function draw(nowMs: number, deltaMs: number) {
    const ratio = sharpness();
    const clockMs = options.clock();
    step(deltaMs / 1_000);
    paintOne();
    const now = reducedMotion ? null : (beat?.() ?? null);
    if (hasSource && !reducedMotion) spectrum.read(deltaMs);
    move(now, clockMs, deltaMs);
    const { bodyFrames, everyGrain, isRich } = STEPS[quality];
    const isStill = reducedMotion;
    const angle = turn ?? 0;
    body.paint(
      { fans, theme, radius: layout.radius, pixelRatio: ratio, turn: angle, sway, clockMs, spectrum, isStill, isRich },
      bodyFrames,
    );

    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, canvas.width, canvas.height);
    body.draw(ctx, stand, ratio);
    ctx.setTransform(ratio, 0, 0, ratio, stand.x * ratio, stand.y * ratio);
    const swell = fans.reduce((most, fan) => Math.max(most, fan.landed), 0);
    heart.draw(ctx, stand.radius, {
      phase: now?.phase ?? null,
      isDownbeat: now?.beatInBar === 0,
      swell: isStill ? 0 : swell,
      breath: isStill ? Math.sin((2 * Math.PI * nowMs) / 6_000) : 0,
      turn: angle,
      spectrum: hasSource && !isStill ? spectrum : null,
      theme,
    });
    if (!isStill) pollen.draw(ctx, { radius: stand.radius, clockMs, colours, every: everyGrain, isFree: isClearOfNames });
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    sparks.draw(ctx, { target: stand, theme, isStill, nowMs }, tellLanded);
    drawNames();
    light?.shine({ fans, layout, stand, turn: angle, theme, mayMove: quality === 0, nowMs });
  }

  function tellLanded(personId: string) {
    const fan = fans.find(({ person }) => person.id === personId);
    if (fan !== undefined) fan.landed = 1;
  }

  const isClearOfNames = (x: number, y: number) => names.isFree(stand.x + x, stand.y + y, 30);

  function settle(next: QualityStep) {
    const before = STEPS[quality];
    quality = next;
    const { sharpness: part, isRich } = STEPS[next];
    if (part !== before.sharpness) {
      sizeCanvas();
      repaintAll();
    } else if (isRich !== before.isRich) {
      for (const fan of fans) fan.stale = true;
    }
  }

  function frame(nowMs: number) {
    handle = requestAnimationFrame(frame);
    const intervalMs = nowMs - lastMs;
    lastMs = nowMs;
    // A box that has no size yet (its style sheet is on the way) has nothing to draw on.
    if (layout.radius < 1 || layout.width < 1 || layout.height < 1) return;
    if (reducedMotion && nowMs - lastDrawnMs < REDUCED_FRAME_MS) return;
    const isSkipped = STEPS[quality].isHalved && nowMs - lastDrawnMs < 25;
    const startMs = performance.now();
    if (!isSkipped) {
      draw(nowMs, Math.min(LONGEST_GAP_MS, nowMs - lastDrawnMs));
      lastDrawnMs = nowMs;
    }
    if (reducedMotion || intervalMs >= 2_000) return;
    const next = ladder.record(intervalMs, isSkipped ? 0 : performance.now() - startMs);
    if (next !== quality) settle(next);
  }

  sizeCanvas();
  repaintAll();
  handle = requestAnimationFrame((nowMs) => {
    lastMs = nowMs;
    lastDrawnMs = nowMs;
    frame(nowMs);
  });

  return {
    setPeople(people) {
      fans = seatFans(fans, people, theme);
      colours = people.filter(({ presence }) => presence !== 'FREE').map((person) => css(fillOf(person.role, theme, person.hueShift)));
      light?.renew();
    },
    setSpectrum(source) {
      hasSource = source !== null;
      spectrum.setSource(source);
    },
    setBeat(next) {
      beat = next;
    },
    spark(key, from, personId) {
      const fan = fans.find(({ person }) => person.id === personId);
      if (fan === undefined) return;
      sparks.send({ key, personId, colour: fan.colour, fromX: from.x, fromY: from.y }, performance.now());
    },
    tipOf(personId) {
      const fan = fans.find(({ person }) => person.id === personId);
      if (fan === undefined) return { x: stand.x, y: stand.y, colour: HEART_COLOUR };
      const angle = fan.angle + (turn ?? 0);
      const reach = 0.82 * fan.reach * stand.radius;
      return { x: stand.x + reach * Math.cos(angle), y: stand.y + reach * Math.sin(angle), colour: css(fan.colour) };
    },
    land: (key) => sparks.land(key, performance.now()),
    lose: (key) => sparks.lose(key, performance.now()),
    resize(next) {
      const isNewCanvas = next.width !== layout.width || next.height !== layout.height || next.pixelRatio !== layout.pixelRatio;
      const isNewScale = next.radius !== layout.radius;
      layout = next;
      if (isNewCanvas) {
        sizeCanvas();
        stand = standAt(next);
      }
      if (isNewCanvas || isNewScale) repaintAll();
    },
    setTheme(next, again = false) {
      if (next === theme && !again) return;
      theme = next;
      for (const fan of fans) fan.colour = fillOf(fan.person.role, theme, fan.person.hueShift);
      colours = fans.filter(isSomebody).map((fan) => css(fan.colour));
      repaintAll();
    },
    setReducedMotion(reduced) {
      reducedMotion = reduced;
      for (const fan of fans) fan.stale = true;
    },
    destroy() {
      cancelAnimationFrame(handle);
    },
  };
}
