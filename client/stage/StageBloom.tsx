// The flower on stage: fed by the sound that leaves this screen's loudspeaker, its beat read from the audio's own timeline.
import { useEffect, useMemo, useRef } from 'react';
import { useRoomState } from '../graphql/RoomProvider.tsx';
import { stage } from '../text/en.ts';
import { BloomCanvas, type Placing } from '../ui/BloomCanvas.tsx';
import { useSound } from '../ui/sound.tsx';
import type { Beat, Bloom } from '../visual/bloom.ts';
import type { SpectrumSource } from '../visual/spectrum.ts';
import { type Player, petalsFor } from './petals.ts';

const FRAMES_A_MINUTE = 48_000 * 60;
const BEATS_A_BAR = 4;
/** Half of the analyser's 2,048 points. */
const BINS = 1_024;
export const NARROW = '(max-width: 899px), (max-aspect-ratio: 11/10)';

/** Lobby: the flower holds the card. Live: right of true centre, for the left column is heavier. */
function placing(isLive: boolean, isGreeting: boolean) {
  return (width: number, height: number): Placing => {
    if (window.matchMedia(NARROW).matches) {
      const radius = Math.min(0.4 * width, 0.33 * height);
      return {
        centreX: width / 2,
        centreY: height / 2 + 10,
        radius,
        names: isLive ? { left: 10, right: width - 10, top: 8, bottom: height - 8 } : null,
      };
    }
    const unit = Math.min(width / 1280, height / 720);
    const left = (width - 1280 * unit) / 2;
    const top = (height - 720 * unit) / 2;
    const at = (x: number, y: number, radius: number) => ({ centreX: left + x * unit, centreY: top + y * unit, radius: radius * unit });
    if (!isLive) return { ...at(918, 318, 304), names: null };
    const bounds = { left: left + 384 * unit, right: left + (isGreeting ? 926 : 962) * unit, top: 18 * unit, bottom: height - 104 * unit };
    return { ...at(672, 338, 256), names: bounds };
  };
}

interface StageBloomProps {
  readonly players: readonly Player[];
  readonly loudest: readonly string[];
  readonly isLive: boolean;
  /** The card is large and takes the right column. */
  readonly isGreeting: boolean;
  readonly onReady: (bloom: Bloom | null) => void;
}

export function StageBloom({ players, loudest, isLive, isGreeting, onReady }: StageBloomProps) {
  const { engine } = useSound();
  const people = useMemo(() => {
    const petals = petalsFor(players, loudest, stage.more);
    // Before the music nobody has moved anything: all petals open alike.
    return isLive ? petals : petals.map((petal) => ({ ...petal, share: 1 }));
  }, [players, loudest, isLive]);
  const place = useMemo(() => placing(isLive, isGreeting), [isLive, isGreeting]);

  const bpm = useRoomState((room) => room.heard.bpm);
  const position = useRoomState((room) => room.engine.position);
  const now = useRef({ bpm, position });
  useEffect(() => {
    now.current = { bpm, position };
  }, [bpm, position]);

  const spectrum = useMemo<SpectrumSource>(
    () => ({
      frequencyBinCount: BINS,
      get context() {
        return { sampleRate: engine.analyser?.context.sampleRate ?? 48_000 };
      },
      getByteFrequencyData(target) {
        // The engine may have replaced its analyser after a call or a locked screen.
        if (engine.analyser) engine.analyser.getByteFrequencyData(target);
        else target.fill(0);
      },
    }),
    [engine],
  );
  const beat = useMemo(
    () => (): Beat | null => {
      const played = engine.playedFrame();
      const { bpm: tempo, position: mark } = now.current;
      if (!played || !tempo || !mark) return null;
      const beats = (played.frame - mark.atFrame) / (FRAMES_A_MINUTE / tempo);
      const whole = Math.floor(beats);
      return { phase: beats - whole, beatInBar: (((mark.beat + whole) % BEATS_A_BAR) + BEATS_A_BAR) % BEATS_A_BAR };
    },
    [engine],
  );

  return (
    <div className="stage-bloom">
      <BloomCanvas people={people} place={place} spectrum={isLive ? spectrum : null} beat={isLive ? beat : null} onReady={onReady} />
    </div>
  );
}
