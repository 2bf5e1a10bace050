import { expect, it } from 'vitest'
import type { PostedEvent } from '../../../events/cloudevent.ts'
import { futureProblem } from '../../../functions/recording/admission.ts'

const nowMs = Date.parse('2024-05-10T12:00:00Z')
const pointers = (data: object) =>
  futureProblem({ data } as PostedEvent, nowMs)?.errors?.map(({ pointer, code }) => {
    expect(code).toBe('in-the-future')
    return pointer
  })

it.each<[string, object, string[] | undefined]>([
  ['within the skew of two clocks', { occurred: { from: '2024-05-10T12:05:00Z' } }, undefined],
  ['after it', { occurred: { from: '2024-05-10T12:05:01Z' } }, ['/data/occurred/from']],
  ['a year that has begun', { occurred: { from: '2024' } }, undefined],
  ['an end', { occurred: { from: '2024-05-01', to: '2024-06' } }, ['/data/occurred/to']],
  ['both', { occurred: { from: '2025', to: '2026' } }, ['/data/occurred/from', '/data/occurred/to']],
  ['corrected', { changes: { occurred: { from: '2025', to: null } } }, ['/data/changes/occurred/from']],
  ['a source of the register', { publishedAt: '2025-01' }, ['/data/publishedAt']],
  [
    'a source of a claim',
    { sources: [{ publishedAt: '2024-05-10' }, { publishedAt: '2024-05-12' }] },
    ['/data/sources/1/publishedAt'],
  ],
  ['neither', { sources: [] }, undefined],
])('what occurred or was published: %s', (_, data, found) => expect(pointers(data)).toStrictEqual(found))
