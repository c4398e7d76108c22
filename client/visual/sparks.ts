// All sparks under way: sends them, tells those that are heard and those that are given up, and says whose have arrived.
import type { Lch, Theme } from './role-colour.ts';
import { drawSpark, type Spark, type SparkTarget, sparkState } from './spark.ts';

export interface SparkStart {
  /** What it carries; the prompt's words. */
  readonly key: string;
  readonly personId: string;
  readonly colour: Lch;
  /** CSS pixels of the canvas. */
  readonly fromX: number;
  readonly fromY: number;
}

export interface Sparks {
  send(start: SparkStart, nowMs: number): void;
  land(key: string, nowMs: number): void;
  lose(key: string, nowMs: number): void;
  /** Draws them, or with `isStill` only keeps count; calls `onLanded` once for each that has arrived. */
  draw(
    context: CanvasRenderingContext2D,
    scene: { readonly target: SparkTarget; readonly theme: Theme; readonly isStill: boolean; readonly nowMs: number },
    onLanded: (personId: string) => void,
  ): void;
}

export function createSparks(): Sparks {
  let sparks: readonly Spark[] = [];
  const find = (key: string) => sparks.find((spark) => spark.key === key && spark.heardMs === null && spark.lostMs === null);
  return {
    send(start, nowMs) {
      sparks = [...sparks, { ...start, bornMs: nowMs, heardMs: null, lostMs: null }];
    },
    land(key, nowMs) {
      const spark = find(key);
      if (spark) spark.heardMs = nowMs;
    },
    lose(key, nowMs) {
      const spark = find(key);
      if (spark) spark.lostMs = nowMs;
    },
    draw(context, { target, theme, isStill, nowMs }, onLanded) {
      let isOver = false;
      for (const spark of sparks) {
        const state = isStill && spark.heardMs !== null ? 'landed' : sparkState(spark, nowMs);
        if (state === 'landed') onLanded(spark.personId);
        if (state !== 'flying') isOver = true;
        else if (!isStill) drawSpark(context, spark, target, nowMs, theme);
      }
      if (isOver) sparks = sparks.filter((spark) => !(isStill && spark.heardMs !== null) && sparkState(spark, nowMs) === 'flying');
    },
  };
}
