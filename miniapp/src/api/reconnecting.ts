/** A network that is back: phones say so before a request gets through, so that one attempt is not enough. */

/** Before each attempt, in milliseconds. */
const PAUSES_MS = [0, 2000, 8000];

/** Call `attempt` three times, one after the other, whenever the network is back; return a function that ends this. */
export function onReconnect(attempt: () => Promise<unknown>): () => void {
  let round = 0;
  const begin = async () => {
    round += 1;
    const own = round;
    for (const ms of PAUSES_MS) {
      await new Promise((resolve) => setTimeout(resolve, ms));
      if (own !== round) return;
      await attempt().catch(() => undefined);
    }
  };
  const listen = () => void begin();
  addEventListener('online', listen);
  return () => {
    round += 1;
    removeEventListener('online', listen);
  };
}
