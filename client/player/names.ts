// Suggests a name to people who have none yet, so that joining is one tap. Pure.
const NAMES = 'Suna Lumo Pia Tovi Jaro Nell Mira Odo Kaya Remy Ilo Vesna Timo Alba Noor Fenn Zuri Bodo Elio Maru Ravi Wren Ines Koa'.split(
  ' ',
);

/** `chance` is 0 to 1. */
export const suggestedName = (chance: number): string => NAMES[Math.min(NAMES.length - 1, Math.floor(chance * NAMES.length))] ?? 'Suna';
