/// <reference lib="dom" />

/** The text that the page carries compressed in the element with this id. Nothing is fetched: the response is made of bytes at hand. */
export async function unpack(id: string): Promise<string> {
  const base64 = document.getElementById(id)?.textContent ?? '';
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
}
