// The flower on stage: fed by the sound that leaves this screen's loudspeaker, its beat read from the audio's own timeline.
import { useEffect, useMemo, useRef } from 'react';
import { useRoomState } from '../graphql/RoomProvider.tsx';
import { stage } from '../text/sentences.ts';
import { BloomCanvas, type Placing } from '../ui/BloomCanvas.tsx';
import { useLanguage } from '../ui/language.ts';
import { useSound } from '../ui/sound.tsx';
import type { Bloom } from '../visual/bloom.ts';
import type { Beat } from '../visual/motion.ts';
import type { SpectrumSource } from '../visual/spectrum.ts';
import { beatAt } from './beat.ts';
import { FREE_PETALS, type Player, petalsFor } from './petals.ts';

/** Half of the analyser's 2,048 points. */
const BINS = 1_024;
/** As many names fit around a flower of full size. */
const CROWDED_FROM = 6;
export const NARROW = '(max-width: 899px), (max-aspect-ratio: 11/10)';

/** Where the flower stands: it holds the card, is in the middle while a call lands, or is right of true centre, for the left column is
 * heavier; beside the large card its names have less room. */
type Stance = 'card' | 'call' | 'greeting' | 'side';

function placing(stance: Stance, isCrowded: boolean) {
  return (width: number, height: number): Placing => {
    if (window.matchMedia(NARROW).matches) {
      const radius = Math.min(0.4 * width, 0.33 * height);
      return {
        centreX: width / 2,
        centreY: height / 2 + 10,
        radius,
        names: stance === 'greeting' || stance === 'side' ? { left: 10, right: width - 10, top: 8, bottom: height - 8 } : null,
      };
    }
    const unit = Math.min(width / 1280, height / 720);
    const left = (width - 1280 * unit) / 2;
    const top = (height - 720 * unit) / 2;
    const at = (x: number, y: number, radius: number) => ({ centreX: left + x * unit, centreY: top + y * unit, radius: radius * unit });
    if (stance === 'call') return { ...at(640, 350, 250), names: null };
    if (stance === 'card') return { ...at(918, 318, 304), names: null };
    const right = left + (stance === 'greeting' ? 926 : 962) * unit;
    const bounds = { left: left + 384 * unit, right, top: 18 * unit, bottom: height - 104 * unit };
    // Many petals are nearly as long as the longest, and their names stand beside them.
    return { ...at(672, 338, isCrowded ? 230 : 256), names: bounds };
  };
}

interface StageBloomProps {
  readonly players: readonly Player[];
  readonly loudest: readonly string[];
  readonly isLive: boolean;
  /** The card lies on the flower's heart. */
  readonly holdsCard: boolean;
  /** The card is large and takes the right column. */
  readonly isGreeting: boolean;
  readonly onReady: (bloom: Bloom | null) => void;
}

export function StageBloom({ players, loudest, isLive, holdsCard, isGreeting, onReady }: StageBloomProps) {
  const { engine } = useSound();
  // The crowd's own moment: from the vote that carried to the last of its landing, the flower is everybody's alike.
  const isCalled = useRoomState((room) => room.isPlaying && room.vote?.landsAt != null) ?? false;
  const language = useLanguage();
  // biome-ignore lint/correctness/useExhaustiveDependencies: names that say more than a name speak the language of now
  const people = useMemo(() => {
    if (players.length === 0) return FREE_PETALS;
    const petals = petalsFor(players, loudest, stage.more);
    // Before the music nobody has moved anything: all petals open alike.
    return isLive && !isCalled ? petals : petals.map((petal) => ({ ...petal, share: 1 }));
  }, [players, loudest, isLive, isCalled, language]);
  const isCrowded = players.length > CROWDED_FROM;
  const stance: Stance = isCalled ? 'call' : holdsCard ? 'card' : isGreeting ? 'greeting' : 'side';
  const place = useMemo(() => placing(stance, isCrowded), [stance, isCrowded]);

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
      // A screen without sound of its own keeps the room's time by the server's clock.
      const played = engine.playedFrame() ?? engine.roomFrame();
      const { bpm: tempo, position: mark } = now.current;
      if (!played || !tempo || !mark) return null;
      return beatAt(played.frame, mark, tempo);
    },
    [engine],
  );

  return (
    <BloomCanvas
      people={people}
      place={place}
      spectrum={isLive ? spectrum : null}
      beat={isLive ? beat : null}
      clock={engine.serverNowMs}
      onReady={onReady}
    />
  );
}
