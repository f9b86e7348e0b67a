/**
 * An error's stack for a log. A TypeScript module that is compiled to CommonJS has all of its code for a name there (a data URL of
 * tsx's, kilobytes long): its path stands instead, without the line, which is one of the compiled code.
 */
export function stackOf({ stack, message }: Error): string {
  return (stack ?? message).replaceAll(/data:text\/javascript,\S*[?&]filePath=([^\s:]+):\d+:\d+/g, (_, path: string) =>
    decodeURIComponent(path).replace(/\?namespace=.*$/, ''),
  );
}
