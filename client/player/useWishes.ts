// Follows what becomes of the seat's own wishes; nobody else is told. Keeps them for as long as the page lives.
import { useEffect, useRef, useState } from 'react';
import { graphql } from '../graphql/generated/gql.ts';
import type { MyWishSubscription } from '../graphql/generated/graphql.ts';
import { useSession } from '../graphql/RoomProvider.tsx';

const MyWish = graphql(`
  subscription MyWish($code: String!) {
    myWish(code: $code) {
      id
      text
      fate
      understood
      unknown
      reason
      at
    }
  }
`);

export type OwnWish = MyWishSubscription['myWish'];
const MOST_WISHES = 8;

/** The wish in its place, newest first. */
export function withWish(wishes: readonly OwnWish[], wish: OwnWish): readonly OwnWish[] {
  return [wish, ...wishes.filter(({ id }) => id !== wish.id)].sort((a, b) => b.at - a.at).slice(0, MOST_WISHES);
}

/** `onFate` hears of every change of fate after the first telling of a wish. */
export function useWishes(code: string, onFate: (wish: OwnWish) => void): readonly OwnWish[] {
  const { client } = useSession();
  const [wishes, setWishes] = useState<readonly OwnWish[]>([]);
  const known = useRef(new Map<string, OwnWish['fate']>());
  const tell = useRef(onFate);
  tell.current = onFate;
  useEffect(() => {
    const { unsubscribe } = client.urql.subscription(MyWish, { code }).subscribe(({ data }) => {
      if (!data) return;
      const wish = data.myWish;
      const before = known.current.get(wish.id);
      known.current.set(wish.id, wish.fate);
      if (before !== undefined && before !== wish.fate) tell.current(wish);
      setWishes((old) => withWish(old, wish));
    });
    return unsubscribe;
  }, [client, code]);
  return wishes;
}
