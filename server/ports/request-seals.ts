// How answers are kept for who repeats a request, so that nobody else can read them: not in a database, not in a copy of it.
import type { AnsweredRequest } from './room-store.ts';

export interface RequestSeals {
  /** What a request is kept under; tells nobody its id. */
  keyOf(id: string): string;
  seal(id: string, question: string, answer: string): Pick<AnsweredRequest, 'key' | 'question' | 'answer'>;
  /** The answer; `null` when the id was used for another question. */
  open(id: string, question: string, sealed: AnsweredRequest): string | null;
}
