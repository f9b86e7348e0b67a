/** In milliseconds: less than a frame of the screen takes. */
const turnMs = 8;

/**
 * Takes messages in their order, but no more of them at a time than leaves other trials, timers and keys their turns: a port
 * hands over all that lies in it at once, and of a trial that reports 100,000 times without waiting for answers that takes long.
 */
export function inTurns<Message>(take: (message: Message) => void): (message: Message) => void {
  let waiting: Message[] = [];
  let isTurnOver = false;

  function takeTurn(): void {
    const end = performance.now() + turnMs;
    let taken = 0;
    while (taken < waiting.length && (taken === 0 || performance.now() < end)) take(waiting[taken++] as Message);
    waiting = waiting.slice(taken);
    isTurnOver = true;
    setImmediate(() => {
      isTurnOver = false;
      if (waiting.length > 0) takeTurn();
    });
  }

  return (message) => {
    waiting.push(message);
    if (!isTurnOver) takeTurn();
  };
}
