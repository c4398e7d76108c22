// Tells somebody their role: one huge name, one sentence, one verb. It lies over a room that already plays; any tap goes on.
import { ArrowLeftRight } from 'lucide-react';
import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react';
import type { Role } from '../graphql/generated/graphql.ts';
import { RoleBadge } from '../ui/RoleBadge.tsx';
import { arcPath, pointAt } from './dial-geometry.ts';
import { InstrumentDrawing } from './InstrumentDrawing.tsx';
import { widthEm } from './name-width.ts';
import { feel } from './touch.ts';
import './role-reveal.css';
import { player, roleNames } from '../text/sentences.ts';

const text = player.role;
const RINGS = [
  { radius: 40, beats: 5, of: 16, size: 10, isCream: false },
  { radius: 72, beats: 2, of: 16, size: 9, isCream: true },
  { radius: 104, beats: 7, of: 14, size: 5.5, isCream: false },
  { radius: 136, beats: 5, of: 20, size: 9, isCream: true },
];

const ART: Record<Role, ReactNode> = {
  DRUMMER: (
    <>
      <path className="art-line" d={arcPath(-135, 135, 132, 150)} strokeWidth="26" />
      <path className="art-ink" d={arcPath(-135, 20, 132, 150)} strokeWidth="26" />
      <circle className="art-cream" cx={pointAt(20, 132, 150).x} cy={pointAt(20, 132, 150).y} r="24" />
      <circle className="art-fill" cx="150" cy="150" r="84" />
      {[-36, -12, 12, 36].map((x) => (
        <circle key={x} className="art-cream" cx={150 + x} cy="150" r="8" />
      ))}
    </>
  ),
  VIBE_SETTER: (
    <>
      {[30, 66, 102, 138].map((radius) => (
        <circle key={radius} className="art-line" cx="170" cy="140" r={radius} strokeWidth="3" />
      ))}
      <path className="art-fill" d="M170 140C200 110 222 66 226 30C204 62 176 90 152 122Z" opacity=".55" />
      <circle className="art-cream" cx="170" cy="140" r="28" />
      <circle className="art-fill" cx="170" cy="140" r="10" />
    </>
  ),
  GENRE_DJ: (
    <>
      {RINGS.map(({ radius, beats, of, size, isCream }) => (
        <g key={radius}>
          <circle className="art-line" cx="160" cy="150" r={radius} strokeWidth="2.5" />
          {Array.from({ length: of }, (_, index) => {
            const { x, y } = pointAt((index * 360) / of + radius, radius, 0);
            const isBeat = Math.floor((index * beats) / of) !== Math.floor(((index - 1) * beats) / of);
            return (
              <circle
                key={`${x}`}
                className={isBeat ? (isCream ? 'art-cream' : 'art-fill') : 'art-dot'}
                cx={160 + x}
                cy={150 + y}
                r={isBeat ? size : 2.6}
              />
            );
          })}
        </g>
      ))}
      <circle className="art-cream" cx="160" cy="150" r="24" />
      <circle className="art-fill" cx="160" cy="150" r="7" />
    </>
  ),
  INSTRUMENTALIST: (
    <>
      <g className="art-shelf">
        <g transform="translate(10 30) scale(1.4)">
          <InstrumentDrawing instrument="Harp" />
        </g>
        <g transform="translate(112 30) scale(1.4)">
          <InstrumentDrawing instrument="Cello" />
        </g>
        <g transform="translate(214 30) scale(1.4)">
          <InstrumentDrawing instrument="Trumpet" />
        </g>
        <g transform="translate(60 164) scale(1.4)">
          <InstrumentDrawing instrument="Kalimba" />
        </g>
        <g transform="translate(166 164) scale(1.4)">
          <InstrumentDrawing instrument="Drums" />
        </g>
      </g>
      <path className="art-fill" d="M0 120h320v10H0zM0 254h320v10H0z" />
    </>
  ),
  ENERGY: (
    <>
      <rect className="art-dot" x="110" y="6" width="110" height="290" rx="55" opacity=".35" />
      <clipPath id="art-glass">
        <rect x="110" y="6" width="110" height="290" rx="55" />
      </clipPath>
      <g clipPath="url(#art-glass)">
        <path className="art-fill" d="M100 116c40-26 60 24 130-4v190H100z" opacity=".5" />
        <path className="art-fill" d="M100 128c50 22 80-26 130-2v180H100z" />
      </g>
      <rect className="art-cream" x="124" y="112" width="82" height="14" rx="7" />
    </>
  ),
};

interface RoleRevealProps {
  readonly role: Role;
  readonly displayName: string;
  readonly onDone: () => void;
  readonly onOther: () => void;
}

export function RoleReveal({ role, displayName, onDone, onOther }: RoleRevealProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    feel('set');
    return () => element?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape and the button are the keyboard's ways
    <dialog ref={dialog} className="reveal" data-role={role} onCancel={onDone} onClick={onDone} aria-labelledby="reveal-name">
      <div className="reveal-card">
        <div className="reveal-front">
          <p className="reveal-you">
            <RoleBadge role={role} size="34px" />
            {role === 'ENERGY' ? text.youAreOn(displayName) : text.youAre(displayName)}
          </p>
          <h1 id="reveal-name" style={{ '--width': widthEm(roleNames[role]) } as CSSProperties}>
            {roleNames[role]}
          </h1>
          <svg className="reveal-art" viewBox="0 0 320 300" aria-hidden="true">
            {ART[role]}
          </svg>
          <p className="reveal-purpose">{text.purposes[role]}</p>
          <button type="button" className="reveal-verb" onClick={onDone}>
            {text.verbs[role]}
          </button>
          <button
            type="button"
            className="reveal-other"
            onClick={(event) => {
              event.stopPropagation();
              onOther();
            }}
          >
            <ArrowLeftRight aria-hidden="true" />
            {text.other}
          </button>
        </div>
        <div className="reveal-back" aria-hidden="true" />
      </div>
    </dialog>
  );
}
