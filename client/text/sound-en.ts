// Every sentence about the sound of one player's phone, in English.

export const sound = {
  title: 'Sound on this phone',
  label: 'Sound',
  on: 'Sound is on',
  off: 'Sound is off',
  mute: 'Mute',
  unmute: 'Listen',
  volume: 'Volume',
  blocked: 'Tap once and this phone can hear.',
  muteSwitch: 'Nothing to hear? The switch on the side of this phone may be on mute.',
  /** At the door, and in the sheet. */
  here: 'Sound on this phone',
  displayPlays: 'The big screen plays for everybody, so this phone starts silent.',
  hushed: 'The big screen plays for everybody, so this phone stays silent.',
  listenHere: 'Listen here',
  plain: 'This page came over plain http, where browsers keep their best sound back. If it stutters, mute it here and use any player:',
  remote:
    'This browser gives pages no sound, so this phone is a remote control: everything you do counts. To hear the room, use any player:',
  remoteLocked: 'This browser gives pages no sound, so this phone is a remote control: everything you do counts. Listen at the big screen.',
  remoteShort: 'Remote control',
} as const;
