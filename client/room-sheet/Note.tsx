// The line under a setting: who will notice it, or why it was refused.
interface NoteProps {
  readonly id: string;
  readonly note: string;
  readonly trouble: string | null;
}

export function Note({ id, note, trouble }: NoteProps) {
  return (
    <p id={id} className="room-note" data-trouble={trouble !== null || undefined} role="status">
      {trouble ?? note}
    </p>
  );
}
