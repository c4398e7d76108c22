// Seals answers with keys that only the request's own id gives: whoever reads the database has neither id nor answer. Keeps nothing.
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { RequestSeals } from '../../ports/request-seals.ts';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

function keyFor(id: string, use: 'question' | 'answer'): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', id, '', `coro request ${use}`, KEY_BYTES));
}

function keyOf(id: string): string {
  return createHash('sha256').update(`coro request ${id}`).digest('base64url');
}

/** With a key, because a question may hold a password that a plain hash would give away to who tries all words. */
function digestOf(id: string, question: string): string {
  return createHmac('sha256', keyFor(id, 'question')).update(question).digest('base64url');
}

export function createRequestSeals(): RequestSeals {
  return {
    keyOf,

    seal(id, question, answer) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, keyFor(id, 'answer'), nonce);
      const sealed = Buffer.concat([nonce, cipher.update(answer, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return { key: keyOf(id), question: digestOf(id, question), answer: sealed.toString('base64url') };
    },

    open(id, question, { question: asked, answer }) {
      if (digestOf(id, question) !== asked) return null;
      const sealed = Buffer.from(answer, 'base64url');
      const decipher = createDecipheriv(CIPHER, keyFor(id, 'answer'), sealed.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8');
    },
  };
}
