// What the crowd may call, a switch for each form.
import type { CrowdForm } from '../graphql/generated/graphql.ts';
import { useRoomState } from '../graphql/RoomProvider.tsx';
import type { Room } from '../graphql/room-store.ts';
import { roomSheet as text } from '../text/sentences.ts';
import { SettingSwitch } from './RoomSettings.tsx';
import type { Sheet } from './use-setting.ts';

const NONE: Room['crowdForms'] = [];

/** All that the crowd may call, with one form added or taken out. */
const withForm =
  (form: CrowdForm, isOn: boolean) =>
  ({ crowdForms }: Room) => ({
    crowdForms: crowdForms.filter((other) => (other.form === form ? isOn : other.isAllowed)).map((other) => other.form),
  });

export function CrowdForms({ sheet }: { readonly sheet: Sheet }) {
  const forms = useRoomState((room) => room.crowdForms) ?? NONE;
  return (
    <section className="room-part" aria-labelledby="room-crowd">
      <h3 id="room-crowd">{text.crowd}</h3>
      <p className="room-note">{text.crowdNote}</p>
      {forms.map(({ form, isAllowed }) => (
        <SettingSwitch
          key={form}
          sheet={sheet}
          label={text.forms[form]}
          isOn={isAllowed}
          note={text.formNotes[form]}
          changeTo={(isOn) => withForm(form, isOn)}
          toldOf={(isOn) => text.allowed(text.forms[form], isOn)}
        />
      ))}
    </section>
  );
}
