import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { elements } from '../../../infra/cli/json-text.ts'
import { type Row, rows, survey } from '../../../infra/cli/rows.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rw-rows-'))
})
async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

const reading = { encoding: 'utf-8', delimiter: ',' }

async function read(name: string, content: string | Uint8Array, how = reading): Promise<Row[]> {
  const path = join(folder, name)
  await writeFile(path, content)
  return collected(rows(path, how))
}
const valuesOf = async (...args: Parameters<typeof read>) => (await read(...args)).map(({ values }) => values)

describe('CSV', () => {
  it('reads quoted cells, a byte-order mark and Windows line ends', async () =>
    expect(await read('a.csv', '\uFEFFa,b\r\n1,"x, ""y"""\r\n2,z\r\n')).toStrictEqual([
      { number: 1, values: { a: '1', b: 'x, "y"' } },
      { number: 2, values: { a: '2', b: 'z' } },
    ]))
  it('reads another delimiter and encoding', async () =>
    expect(
      await valuesOf('l.csv', Buffer.from('a;b\nNARIÑO;1,5\n', 'latin1'), {
        encoding: 'windows-1252',
        delimiter: ';',
      }),
    ).toStrictEqual([{ a: 'NARIÑO', b: '1,5' }]))
  it('marks a row of another width, and goes on', async () => {
    const [short, good] = await read('w.csv', 'a,b\n1\n2,3\n')
    expect(short?.problem?.code).toBe('column-count')
    expect(good).toStrictEqual({ number: 2, values: { a: '2', b: '3' } })
  })
  it('keeps the row numbers of a file of rejected rows', async () =>
    expect(await read('r.csv', 'a,rowNumber,field,code,message\nx,7,a,c,m\n')).toStrictEqual([
      { number: 7, values: { a: 'x' } },
    ]))
  it.each([
    ['not UTF-8', Buffer.from('a\nÑ\n', 'latin1'), 'encoding'],
    ['an open quote', 'a\n"x\n', 'Quote'],
    ['twice the same column', 'a,a\n1,2\n', 'same name'],
  ])('refuses %s', async (_, content, reason) => {
    await expect(read('bad.csv', content)).rejects.toMatchObject({
      exit: 'usage',
      message: expect.stringContaining(reason),
    })
  })
})

describe('JSON and NDJSON', () => {
  it('reads an array, digits as they are written', async () =>
    expect(
      await valuesOf('a.json', '\uFEFF[{"n": 12345678901234567890.10, "s": "x]", "z": null, "b": true}]'),
    ).toStrictEqual([{ n: '12345678901234567890.10', s: 'x]', z: '', b: 'true' }]))
  it('reads lines, and skips empty ones', async () =>
    expect(await valuesOf('a.ndjson', '{"a":1}\n\n{"a":"ñ"}')).toStrictEqual([{ a: '1' }, { a: 'ñ' }]))
  it.each(['{"a":1}', '[{"a":1}', '[{"a":1},]', '[{"a":1}] x', '[1]', ''])('refuses %s', async (content) => {
    await expect(read('bad.json', content)).rejects.toMatchObject({ exit: 'usage' })
  })
  it('finds columns that only later rows have', async () => {
    await writeFile(join(folder, 's.json'), '[{"a":1},{"b":2}]')
    expect(await survey(join(folder, 's.json'), reading)).toStrictEqual({ columns: ['a', 'b'], rows: 2 })
  })
  it('cuts any array at its elements, wherever the chunks end', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue(), { maxLength: 5 }),
        fc.integer({ min: 1, max: 7 }),
        async (array, size) => {
          const text = JSON.stringify(array, undefined, 1)
          const chunks = async function* () {
            for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
          }
          const found = await collected(elements(chunks()))
          expect(found.map((element) => JSON.parse(element))).toStrictEqual(JSON.parse(text))
        },
      ),
    ))
})

it('makes a row of each member of a list, keeps what is no list as it is, and the number of the row', async () => {
  const each = { ...reading, each: 'also' }
  const content = '[{"name":"A","also":["x","y"]},{"name":"B","also":[]},{"name":"C","also":"z"}]'
  const found = await read('each.json', content, each)
  expect(found.map(({ number, values }) => [number, values.name, values.also])).toStrictEqual([
    [1, 'A', 'x'],
    [1, 'A', 'y'],
    [3, 'C', 'z'],
  ])
})
