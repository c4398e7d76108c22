// The room's own settings: name, listing, lock, password and seats. Every one says who will notice it.
import { Minus, Plus } from 'lucide-react';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { useRoomState } from '../graphql/RoomProvider.tsx';
import { roomSheet as text } from '../text/sentences.ts';
import { Button } from '../ui/Button.tsx';
import { Switch } from '../ui/Switch.tsx';
import { Note } from './Note.tsx';
import type { SettingsChange } from './use-room-hand.ts';
import { type Sheet, useSetting } from './use-setting.ts';

/** Of the schema. */
const SEATS = { min: 1, max: 50 } as const;

export function RoomSettings({ sheet }: { readonly sheet: Sheet }) {
  const isPublic = useRoomState((room) => room.isPublic) ?? false;
  const locked = useRoomState((room) => room.locked) ?? false;
  return (
    <section className="room-part" aria-labelledby="room-settings">
      <h3 id="room-settings">{text.settings}</h3>
      <NameField sheet={sheet} />
      <SettingSwitch
        sheet={sheet}
        label={text.listing}
        isOn={isPublic}
        note={isPublic ? text.listingOn : text.listingOff}
        changeTo={(isOn) => ({ isPublic: isOn })}
        toldOf={text.listed}
      />
      <SettingSwitch
        sheet={sheet}
        label={text.lock}
        isOn={locked}
        note={locked ? text.lockOn : text.lockOff}
        changeTo={(isOn) => ({ locked: isOn })}
        toldOf={text.locked}
      />
      <PasswordField sheet={sheet} />
      <SeatsField sheet={sheet} />
    </section>
  );
}

interface SettingSwitchProps {
  readonly sheet: Sheet;
  readonly label: string;
  readonly isOn: boolean;
  readonly note: string;
  readonly changeTo: (isOn: boolean) => SettingsChange;
  readonly toldOf: (isOn: boolean) => string;
}

export function SettingSwitch({ sheet, label, isOn, note, changeTo, toldOf }: SettingSwitchProps) {
  const { trouble, set } = useSetting(sheet);
  // Moves under the finger; a refusal moves it back.
  const [asked, setAsked] = useState<boolean | null>(null);
  const id = useId();
  const change = async (wanted: boolean) => {
    setAsked(wanted);
    await set(changeTo(wanted), toldOf(wanted), changeTo(!wanted));
    setAsked(null);
  };
  return (
    <div>
      <Switch label={label} isOn={asked ?? isOn} note={note} onSwitch={(wanted) => void change(wanted)} />
      {trouble !== null && <Note id={id} note="" trouble={trouble} />}
    </div>
  );
}

function NameField({ sheet }: { readonly sheet: Sheet }) {
  const { trouble, isBusy, set } = useSetting(sheet);
  const name = useRoomState((room) => room.name) ?? '';
  /** `null`: nothing is being typed, so the field follows whoever else renames the room. */
  const [typed, setTyped] = useState<string | null>(null);
  const id = useId();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (typed === null || typed === name) return;
    if (await set({ name: typed }, text.named(typed.trim()), { name })) setTyped(null);
  };
  return (
    <form className="room-field" onSubmit={(event) => void save(event)}>
      <label htmlFor={id}>{text.name}</label>
      <div className="room-setting">
        <input
          id={id}
          value={typed ?? name}
          autoComplete="off"
          aria-invalid={trouble !== null}
          aria-describedby={`${id}-note`}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit" look="second" isBusy={isBusy} disabled={typed === null || typed === name}>
          {text.save}
        </Button>
      </div>
      <Note id={`${id}-note`} note={text.nameNote} trouble={trouble} />
    </form>
  );
}

function PasswordField({ sheet }: { readonly sheet: Sheet }) {
  const { trouble, isBusy, set } = useSetting(sheet);
  const hasPassword = useRoomState((room) => room.needsPassword) ?? false;
  const [typed, setTyped] = useState('');
  const [isShown, setShown] = useState(false);
  const id = useId();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (typed !== '' && (await set({ password: typed }, text.passwordDone))) setTyped('');
  };
  return (
    <form className="room-field" onSubmit={(event) => void save(event)}>
      <label htmlFor={id}>{text.password}</label>
      <div className="room-setting">
        <input
          id={id}
          // The stage's wall has many readers.
          type={isShown ? 'text' : 'password'}
          value={typed}
          placeholder={hasPassword ? text.passwordNew : ''}
          autoComplete="new-password"
          aria-invalid={trouble !== null}
          aria-describedby={`${id}-note`}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit" look="second" isBusy={isBusy} disabled={typed === ''}>
          {text.passwordSet}
        </Button>
      </div>
      <Note id={`${id}-note`} note={hasPassword ? text.passwordOn : text.passwordOff} trouble={trouble} />
      {typed !== '' && <Switch label={text.passwordShow} isOn={isShown} note="" onSwitch={setShown} />}
      {hasPassword && (
        <Button look="bare" className="room-bare" isBusy={isBusy} onClick={() => void set({ password: null }, text.passwordGone)}>
          {text.passwordClear}
        </Button>
      )}
    </form>
  );
}

/** So long after the last press of a step it is sent. */
const STEPS_REST_MS = 500;

function SeatsField({ sheet }: { readonly sheet: Sheet }) {
  const { trouble, set } = useSetting(sheet);
  const seats = useRoomState((room) => room.playerLimit) ?? SEATS.min;
  /** `null`: follows whoever else sets it. */
  const [typed, setTyped] = useState<string | null>(null);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(rest.current), []);
  const id = useId();
  const shown = typed ?? String(seats);
  // Anything that is no number goes out as 0: the server's range says more than a silent correction.
  const wanted = /^\d{1,4}$/.test(shown.trim()) ? Number(shown) : 0;
  const send = async (limit: number) => {
    clearTimeout(rest.current);
    if (limit === seats) setTyped(null);
    else if (await set({ playerLimit: limit }, text.limited(limit), { playerLimit: seats })) setTyped(null);
  };
  const step = (by: number) => {
    const next = wanted + by;
    setTyped(String(next));
    clearTimeout(rest.current);
    rest.current = setTimeout(() => void send(next), STEPS_REST_MS);
  };
  return (
    <form
      className="room-field"
      onSubmit={(event) => {
        event.preventDefault();
        void send(wanted);
      }}
    >
      <label htmlFor={id}>{text.limit}</label>
      <div className="room-setting room-steps">
        <Button look="round" aria-label={text.fewer} disabled={wanted <= SEATS.min} onClick={() => step(-1)}>
          <Minus size={22} aria-hidden />
        </Button>
        <input
          id={id}
          className="tabular"
          inputMode="numeric"
          autoComplete="off"
          value={shown}
          aria-invalid={trouble !== null}
          aria-describedby={`${id}-note`}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={() => {
            if (typed !== null && trouble === null) void send(wanted);
          }}
        />
        <Button look="round" aria-label={text.moreSeats} disabled={wanted >= SEATS.max} onClick={() => step(1)}>
          <Plus size={22} aria-hidden />
        </Button>
      </div>
      <Note id={`${id}-note`} note={text.limitNote} trouble={trouble} />
    </form>
  );
}
