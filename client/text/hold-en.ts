// What a button says that has to be held.
export const hold = {
  longer: 'Keep holding until it is full.',
  /** For people whose screen reader presses the button for them, and cannot hold it. */
  again: 'Press once more to do it.',
} as const;
