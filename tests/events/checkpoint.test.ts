import { generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  checkpointText,
  openCheckpoint,
  openNote,
  signedNote,
  verifierKeyOf,
} from '../../events/checkpoint.ts'

/** From the documentation of golang.org/x/mod/sumdb/note. */
const neumann = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const saying =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
const said = `${saying}
— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const origin = 'routewatch-test'
const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')
const verifierKey = verifierKeyOf(origin, raw)
const head = { origin, size: 20852163, root: new Uint8Array(32).fill(7) }
const signed = (text: string, key = verifierKey) =>
  signedNote(text, key, sign(null, Buffer.from(text), privateKey))
const note = signed(checkpointText(head))

describe('a note', () => {
  it('that another implementation signed is read', () => {
    expect(openNote(said, neumann)).toBe(saying)
    expect(verifierKeyOf('PeterNeumann', Buffer.from(neumann.slice(22), 'base64').subarray(1))).toBe(neumann)
  })

  it('is signed in the name of its key', () => {
    expect(openNote(note, neumann)).toBeUndefined()
    expect(openNote(note, verifierKeyOf('other', raw))).toBeUndefined()
  })

  it('may carry signatures of others, and any that claims to be ours must hold', () => {
    const lines = note.slice(note.lastIndexOf('\n\n') + 2)
    const witness = lines.replace(origin, 'witness')
    expect(openNote(note + witness, verifierKey)).toBe(checkpointText(head))
    expect(openNote(note + lines.replace(/..=$/m, 'AA='), verifierKey)).toBeUndefined()
    expect(openNote(note + witness.repeat(16), verifierKey)).toBeUndefined()
    expect(openNote(`${note}witness\n`, verifierKey)).toBeUndefined()
  })
})

describe('a checkpoint', () => {
  it('says what was signed', () => {
    expect(openCheckpoint(note, verifierKey)).toStrictEqual(head)
    expect(note.split('\n').slice(0, 4)).toStrictEqual([
      'routewatch-test',
      '20852163',
      'BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=',
      '',
    ])
  })

  it.each([
    ['another origin', checkpointText({ ...head, origin: 'routewatch-other' })],
    ['no origin', checkpointText({ ...head, origin: '' })],
    ['a leading zero', checkpointText(head).replace('20852163', '020852163')],
    ['a size beyond counting', checkpointText(head).replace('20852163', '9007199254740993')],
    ['a negative size', checkpointText({ ...head, size: -1 })],
    ['a short root', checkpointText({ ...head, root: new Uint8Array(31) })],
    ['a root with spare bits', checkpointText(head).replace('Bwc=', 'Bwd=')],
    ['a line of extension', `${checkpointText(head)}extension\n`],
    ['no root', `${origin}\n20852163\n`],
    ['a carriage return', checkpointText(head).replaceAll('\n', '\r\n')],
  ])('with %s is refused, signed or not', (_, text) => {
    expect(openCheckpoint(signed(text), verifierKey)).toBeUndefined()
  })

  it('with any one character changed, left out or doubled is refused', () => {
    for (let at = 0; at < note.length; at++) {
      for (const to of ['', 'A', 'B', '=', ' ', '\n', (note[at] ?? '').repeat(2)]) {
        const changed = note.slice(0, at) + to + note.slice(at + 1)
        if (changed === note) continue
        expect(openCheckpoint(changed, verifierKey), `${at} ${JSON.stringify(to)}`).toBeUndefined()
      }
    }
    for (const more of ['\n', ' ', 'A', '\n\n']) {
      expect(openCheckpoint(note + more, verifierKey)).toBeUndefined()
      expect(openCheckpoint(more + note, verifierKey)).toBeUndefined()
    }
  })

  it('is refused by a key that is changed or no key', () => {
    for (let at = 0; at < verifierKey.length; at++) {
      const changed = `${verifierKey.slice(0, at)}${verifierKey[at] === 'A' ? 'B' : 'A'}${verifierKey.slice(at + 1)}`
      expect(openCheckpoint(note, changed), changed).toBeUndefined()
    }
    expect(openCheckpoint(note, '')).toBeUndefined()
    expect(() => verifierKeyOf('a name', raw)).toThrow(TypeError)
    expect(() => verifierKeyOf('a+b', raw)).toThrow(TypeError)
    expect(() => verifierKeyOf('name', raw.subarray(1))).toThrow(TypeError)
    expect(() => signedNote('text\n', 'no key', raw)).toThrow(TypeError)
  })
})
