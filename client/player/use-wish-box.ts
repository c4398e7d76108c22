// The seat's wishes from the pen to the music: sends one, follows all, and tells each new fate in a toast unless the box is open.
import { useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../graphql/generated/gql.ts';
import { wish as text } from '../text/sentences.ts';
import { refusalSentence } from './refusal.ts';
import { useToast } from './toast.tsx';
import { feel } from './touch.ts';
import { type OwnWish, useWishes } from './useWishes.ts';

const SendWish = graphql(`
  mutation SendWish($code: String!, $wish: String!) {
    updateInput(code: $code, input: { wish: $wish }) {
      id
    }
  }
`);

function toastOf({ fate, reason }: OwnWish): string | null {
  const toasts = { WAITING: null, ACCEPTED: text.toastHeard, SOUNDING: text.toastSounding, DECLINED: text.toastDeclined(reason) };
  return toasts[fate];
}

interface WishBox {
  readonly wishes: readonly OwnWish[];
  /** Words that have left the field and have no answer yet. */
  readonly sending: string | null;
  readonly soundingCount: number;
  readonly send: (words: string) => Promise<void>;
}

export function useWishBox(code: string, isOpen: boolean, onShow: () => void): WishBox {
  const [, sendWish] = useMutation(SendWish);
  const [sending, setSending] = useState<string | null>(null);
  const toast = useToast();
  const wishes = useWishes(code, (wish) => {
    const words = toastOf(wish);
    if (words === null) return;
    feel(wish.fate === 'DECLINED' ? 'declined' : 'heard');
    if (!isOpen) toast({ text: words, act: { label: text.show, run: onShow } });
  });
  const send = async (words: string) => {
    setSending(words);
    const { error } = await sendWish({ code, wish: words });
    setSending(null);
    if (error) toast({ text: refusalSentence(error), isTrouble: true });
  };
  return { wishes, sending, soundingCount: wishes.filter(({ fate }) => fate === 'SOUNDING').length, send };
}
