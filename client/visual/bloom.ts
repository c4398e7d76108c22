// The Bloom: one flower, a fan of petals a person, beating with the room's music on a 2D canvas. It knows no React, no network
// and no sound: it is told who is there, what to listen to and where the beat is.
import { paintFan, type Sprite } from './fan-sprite.ts';
import { areMoving, type BloomPerson, type Fan, largestShare, moveFans, neediest, paintedReach, present, seatFans } from './fans.ts';
import { createHeart } from './heart.ts';
import { createGlow, GLOW_REACH, paintRoomLight } from './light.ts';
import { createNames, type NameBounds } from './names.ts';
import { createPollen } from './pollen.ts';
import { createQualityLadder, type QualityStep } from './quality.ts';
import { css, fillOf, type Theme } from './role-colour.ts';
import { drawSpark, SPARK_MS, type Spark } from './spark.ts';
import { createSpectrum, type SpectrumSource } from './spectrum.ts';

/** Where the flower stands on its canvas; everything in CSS pixels. */
export interface BloomLayout {
  readonly width: number;
  readonly height: number;
  readonly centreX: number;
  readonly centreY: number;
  readonly radius: number;
  readonly pixelRatio: number;
  /** Where names may stand; `null` shows none. */
  readonly names: NameBounds | null;
}

/** `phase` 0 to 1 within the beat; `beatInBar` from 0. */
export interface Beat {
  readonly phase: number;
  readonly beatInBar: number;
}

export interface BloomOptions {
  readonly theme: Theme;
  readonly reducedMotion: boolean;
  readonly layout: BloomLayout;
  /** Takes the light of the room; stretched over the stage by CSS. */
  readonly roomLight: HTMLCanvasElement | null;
  /** Font family of the names, as in CSS. */
  readonly font: string;
  readonly ink: Readonly<Record<Theme, string>>;
}

export interface Bloom {
  setPeople(people: readonly BloomPerson[]): void;
  setSpectrum(source: SpectrumSource | null): void;
  setBeat(beat: (() => Beat | null) | null): void;
  /** A prompt flies from a point of the canvas into the core, in its author's colour. Unknown people send none. */
  spark(from: { readonly x: number; readonly y: number }, personId: string): void;
  /** The flower glides to a new place; a new canvas size takes effect at once. */
  resize(layout: BloomLayout): void;
  /** `again`: paint anew even in the same theme, e.g. because a font has arrived. */
  setTheme(theme: Theme, again?: boolean): void;
  setReducedMotion(reduced: boolean): void;
  destroy(): void;
}

const TURN_PER_MS = (0.5 * Math.PI) / 180 / 1000;
const SWAY = (1.5 * Math.PI) / 180;
const REDUCED_FRAME_MS = 120;
const LIGHT_EVERY_MS = 400;
const LIGHT_AT_REST_MS = 8_000;

export function createBloom(canvas: HTMLCanvasElement, options: BloomOptions): Bloom {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser gives no 2D canvas.');
  const ctx = context;
  const glow = createGlow();
  const heart = createHeart();
  const names = createNames();
  const pollen = createPollen();
  const spectrum = createSpectrum();
  const ladder = createQualityLadder();

  let { theme, reducedMotion, layout } = options;
  let fans: Fan[] = [];
  let colours: string[] = [];
  let sparks: Spark[] = [];
  let beat: (() => Beat | null) | null = null;
  let quality: QualityStep = 0;
  let hasSource = false;

  let centreX = layout.centreX;
  let centreY = layout.centreY;
  let radius = layout.radius;
  let turn = 0;
  let frames = 0;
  let lastMs = 0;
  let lastLightMs = Number.NEGATIVE_INFINITY;
  let lastDrawnMs = 0;
  let handle = 0;

  function sizeCanvas() {
    const { width, height, pixelRatio } = layout;
    canvas.width = Math.max(1, Math.round(width * pixelRatio));
    canvas.height = Math.max(1, Math.round(height * pixelRatio));
  }

  function repaintAll() {
    for (const fan of fans) fan.stale = true;
    heart.bake(layout.radius, layout.pixelRatio, theme);
    names.reset({
      fontPx: Math.max(16, (22 * layout.radius) / 256),
      font: options.font,
      ink: options.ink[theme],
      pixelRatio: layout.pixelRatio,
    });
    lastLightMs = Number.NEGATIVE_INFINITY;
  }

  function step(deltaS: number) {
    moveFans(fans, deltaS, reducedMotion);
    const isGone = (fan: Fan) => fan.leaving && (fan.alpha < 0.02 || reducedMotion);
    if (fans.some(isGone)) {
      fans = fans.filter((fan) => !isGone(fan));
      lastLightMs = Number.NEGATIVE_INFINITY;
    }
    const glide = reducedMotion ? 1 : 1 - Math.exp(-deltaS * 7);
    centreX += (layout.centreX - centreX) * glide;
    centreY += (layout.centreY - centreY) * glide;
    radius += (layout.radius - radius) * glide;
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
      pixelRatio: layout.pixelRatio,
      trails: !reducedMotion && fan.person.presence === 'CONNECTED',
      fineVeins: quality < 2,
    });
    fan.stale = false;
  }

  function place(fan: Fan, sprite: Sprite, along: number, across: number, lean: number) {
    const ratio = layout.pixelRatio;
    const scale = (fan.reach * radius) / (fan.sprites?.length ?? 1);
    const angle = fan.angle + turn + lean;
    const cos = Math.cos(angle) * scale * ratio;
    const sin = Math.sin(angle) * scale * ratio;
    ctx.setTransform(cos * along, sin * along, -sin * across, cos * across, centreX * ratio, centreY * ratio);
    ctx.drawImage(sprite.image, sprite.x, sprite.y, sprite.width, sprite.height);
  }

  function drawFans(nowMs: number, sway: number) {
    const layers = ['back', 'sides', 'middle', 'sheen'] as const;
    const together = theme === 'dark' ? 'source-over' : 'multiply';
    for (const layer of layers) {
      if (layer === 'sheen' && quality >= 2) break;
      ctx.globalCompositeOperation = layer === 'sheen' && theme === 'dark' ? 'screen' : together;
      for (const fan of fans) {
        const sprite = fan.sprites?.[layer];
        if (!sprite) continue;
        const { role } = fan.person;
        const level = spectrum.band(role);
        const still = reducedMotion;
        const lands = reducedMotion ? 0 : 0.06 * Math.sin(Math.PI * fan.landed);
        const beatLength = role === 'DRUMMER' && !still ? 0.03 * (level - 0.5) * Math.min(1, level * 3) : 0;
        const ruffle = role === 'ENERGY' && !still ? 0.05 * (level - 0.3) * Math.sin(nowMs / 47 + fan.seat) : 0;
        const bow = role === 'VIBE_SETTER' && !still ? 0.03 * (level - 0.3) : 0;
        const lean = still ? 0 : SWAY * Math.sin(sway + fan.seat * 0.9) + bow;
        if (layer === 'sheen') {
          const drift = role === 'GENRE_DJ' && !still ? 0.22 + 0.2 * Math.sin((2 * Math.PI * nowMs) / 8_000) : 0;
          const lit = role === 'INSTRUMENTALIST' ? level * 1.6 : level * 0.7;
          const strength = Math.min(0.75, (still ? 0 : lit) + drift + fan.landed * 0.8);
          if (strength < 0.02) continue;
          ctx.globalAlpha = strength * fan.alpha;
        } else {
          ctx.globalAlpha = fan.alpha;
        }
        place(fan, sprite, 1 + beatLength + lands, 1 + ruffle + lands, lean);
      }
    }
    ctx.globalAlpha = 1;
    ctx.globalCompositeOperation = 'source-over';
  }

  function drawGlow() {
    if (theme === 'light') return;
    const ratio = layout.pixelRatio;
    const half = GLOW_REACH * radius;
    const every = quality === 0 ? 8 : 30;
    if (frames % every === 0) glow.take(canvas, centreX * ratio, centreY * ratio, half * ratio);
    ctx.setTransform(ratio, 0, 0, ratio, centreX * ratio, centreY * ratio);
    if (quality < 2) {
      ctx.globalCompositeOperation = 'screen';
      ctx.globalAlpha = 0.42;
      ctx.drawImage(glow.near, -half, -half, 2 * half, 2 * half);
    }
    ctx.globalCompositeOperation = 'destination-over';
    ctx.globalAlpha = 0.62;
    ctx.drawImage(glow.far, -half, -half, 2 * half, 2 * half);
    ctx.globalCompositeOperation = 'source-over';
    ctx.globalAlpha = 1;
  }

  function lightRoom(nowMs: number) {
    if (options.roomLight === null || nowMs - lastLightMs < LIGHT_EVERY_MS) return;
    const isMoving = areMoving(fans) || Math.abs(layout.centreX - centreX) > 1;
    // Painting the room's light costs a frame, and at half a degree a second nobody sees it stand still for a while.
    if ((quality > 0 || !isMoving) && nowMs - lastLightMs < LIGHT_AT_REST_MS) return;
    lastLightMs = nowMs;
    const most = largestShare(fans);
    const lamps = fans.map((fan) => {
      const angle = fan.angle + turn;
      const part = most > 0 ? fan.person.share / most : 0;
      return {
        x: centreX + 0.55 * radius * Math.cos(angle),
        y: centreY + 0.55 * radius * Math.sin(angle),
        hue: fan.colour.h,
        strength: fan.alpha * (0.45 + 0.55 * Math.sqrt(part)),
      };
    });
    paintRoomLight(options.roomLight, layout, lamps, radius, theme);
  }

  function drawSparks(nowMs: number) {
    for (const spark of sparks) {
      const ageMs = nowMs - spark.bornMs;
      if (ageMs >= SPARK_MS) {
        const fan = fans.find(({ person }) => person.id === spark.personId);
        if (fan !== undefined) fan.landed = 1;
      } else if (ageMs >= 0) {
        drawSpark(ctx, spark, { x: centreX, y: centreY, radius }, ageMs, theme);
      }
    }
    if (sparks.some((spark) => nowMs - spark.bornMs >= SPARK_MS)) sparks = sparks.filter((spark) => nowMs - spark.bornMs < SPARK_MS);
  }

  function drawNames() {
    if (layout.names === null) return;
    const places = fans.map((fan) => ({
      text: fan.person.name,
      angle: fan.angle + turn,
      reach: fan.reach * radius,
      alpha: fan.leaving ? fan.alpha : 0.45 + 0.55 * fan.alpha,
    }));
    places.sort((a, b) => b.reach - a.reach);
    names.draw(ctx, { x: centreX, y: centreY }, (28 * radius) / 256, places, layout.names);
  }

  function draw(nowMs: number, deltaMs: number) {
    const ratio = layout.pixelRatio;
    frames += 1;
    step(Math.min(0.05, deltaMs / 1000));
    paintOne();
    const now = reducedMotion ? null : (beat?.() ?? null);
    if (hasSource && !reducedMotion) spectrum.read(deltaMs);
    if (!reducedMotion) turn += TURN_PER_MS * deltaMs;

    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.globalCompositeOperation = 'source-over';
    ctx.clearRect(0, 0, canvas.width, canvas.height);
    // A sway of two bars, about 2 x 2.2 s; taken from the clock of the page, for nobody can tell it from the bar's.
    drawFans(nowMs, (2 * Math.PI * nowMs) / 4_400);
    drawGlow();
    ctx.setTransform(ratio, 0, 0, ratio, centreX * ratio, centreY * ratio);
    const swell = fans.reduce((most, fan) => Math.max(most, fan.landed), 0);
    heart.draw(ctx, radius, {
      phase: now?.phase ?? null,
      isDownbeat: now?.beatInBar === 0,
      swell: reducedMotion ? 0 : swell,
      breath: reducedMotion ? Math.sin((2 * Math.PI * nowMs) / 6_000) : 0,
      turn,
      spectrum: hasSource && !reducedMotion ? spectrum : null,
      theme,
    });
    if (!reducedMotion) {
      pollen.draw(ctx, {
        radius,
        deltaMs,
        colours,
        every: quality >= 1 ? 2 : 1,
        isFree: (x, y) => names.isFree(centreX + x, centreY + y, 30),
      });
    }
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawSparks(nowMs);
    drawNames();
    lightRoom(nowMs);
  }

  function frame(nowMs: number) {
    handle = requestAnimationFrame(frame);
    const intervalMs = nowMs - lastMs;
    lastMs = nowMs;
    // A box that has no size yet (its style sheet is on the way) has nothing to draw on.
    if (layout.radius < 1 || layout.width < 1 || layout.height < 1) return;
    if (reducedMotion && nowMs - lastDrawnMs < REDUCED_FRAME_MS) return;
    const isSkipped = quality === 3 && nowMs - lastDrawnMs < 25;
    const startMs = performance.now();
    if (!isSkipped) {
      draw(nowMs, Math.min(100, nowMs - lastDrawnMs));
      lastDrawnMs = nowMs;
    }
    const before = quality;
    if (!reducedMotion && intervalMs < 500) quality = ladder.record(intervalMs, isSkipped ? 0 : performance.now() - startMs);
    if (quality !== before && quality >= 2 !== before >= 2) for (const fan of fans) fan.stale = true;
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
      colours = people.map((person) => css(fillOf(person.role, theme, person.hueShift)));
      lastLightMs = Number.NEGATIVE_INFINITY;
    },
    setSpectrum(source) {
      hasSource = source !== null;
      spectrum.setSource(source);
    },
    setBeat(next) {
      beat = next;
    },
    spark(from, personId) {
      const fan = fans.find(({ person }) => person.id === personId);
      if (fan === undefined) return;
      if (reducedMotion) fan.landed = 1;
      else sparks = [...sparks, { fromX: from.x, fromY: from.y, personId, colour: fan.colour, bornMs: performance.now() }];
    },
    resize(next) {
      const isNewCanvas = next.width !== layout.width || next.height !== layout.height || next.pixelRatio !== layout.pixelRatio;
      const isNewScale = next.radius !== layout.radius;
      layout = next;
      if (isNewCanvas) {
        sizeCanvas();
        centreX = next.centreX;
        centreY = next.centreY;
        radius = next.radius;
      }
      if (isNewCanvas || isNewScale) repaintAll();
    },
    setTheme(next, again = false) {
      if (next === theme && !again) return;
      theme = next;
      for (const fan of fans) fan.colour = fillOf(fan.person.role, theme, fan.person.hueShift);
      colours = fans.map((fan) => css(fan.colour));
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
