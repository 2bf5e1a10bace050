/** Standard base64 (RFC 4648 §4) with one text for one value: what does not encode back to itself is refused. */

/** @returns undefined where the text is not the encoding of exactly `length` bytes. */
export function base64Bytes(text: string, length: number): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64')
  return bytes.length === length && bytes.toString('base64') === text ? new Uint8Array(bytes) : undefined
}

export const base64Of = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
