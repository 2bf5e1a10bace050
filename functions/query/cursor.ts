/** Cursors: encrypted, and bound to the query and the caller that they were made for (AES-256-GCM). */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { Refused } from '../http/problems.ts'

export type Cursors = {
  seal(position: string, boundTo: string): string
  /** Throws 400 for anything that was not sealed for the same query and caller. */
  open(cursor: string, boundTo: string): string
}

const nonceBytes = 12
const tagBytes = 16

/** @param secret any long random text; a new one ends the cursors in use. */
export function cursors(secret: string): Cursors {
  const key = createHash('sha256').update(secret).digest()
  return {
    seal: (position, boundTo) => {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(boundTo))
      const sealed = Buffer.concat([cipher.update(padded(position)), cipher.final()])
      return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url')
    },
    open: (cursor, boundTo) => {
      try {
        const bytes = Buffer.from(cursor, 'base64url')
        if (bytes.toString('base64url') !== cursor) throw new Error('not canonical')
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes))
        decipher.setAAD(Buffer.from(boundTo)).setAuthTag(bytes.subarray(-tagBytes))
        const opened = Buffer.concat([
          decipher.update(bytes.subarray(nonceBytes, -tagBytes)),
          decipher.final(),
        ])
        return opened.toString('utf8').trimEnd()
      } catch {
        throw new Refused(
          'malformed',
          'The cursor does not belong to this query of yours. Start again without it.',
        )
      }
    },
  }
}

/** One length for all: a position's length would tell which key a page ended at. */
function padded(position: string): Buffer {
  return Buffer.from(position.padEnd(160))
}
