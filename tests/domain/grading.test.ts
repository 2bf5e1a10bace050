import { describe, expect, it } from 'vitest'
import { capped, compareGrades, toAdmiralty } from '../../domain/grading.ts'

describe('mapping version 1', () => {
  it.each([
    ['admiralty-6x6', 'ABCDEF', 'ABCDEF', '123456', '123456'],
    ['europol-4x4', 'ABCX', 'ABDF', '1234', '1226'],
    ['uk-5x5x5', 'ABCDE', 'ABCDE', '12345', '12345'],
    ['uk-3x5x2', '123', 'BFE', 'ABCDE', '12365'],
  ] as const)('brings %s to the Admiralty pair', (scale, sources, toSources, information, toInformation) => {
    const mapped = [...sources].map((source) =>
      toAdmiralty({ scale, source, information: information.charAt(0) }),
    )
    expect(mapped.map(({ source }) => source).join('')).toBe(toSources)
    const facts = [...information].map((grade) =>
      toAdmiralty({ scale, source: sources.charAt(0), information: grade }),
    )
    expect(facts.map((grade) => grade.information).join('')).toBe(toInformation)
    expect(facts.every(({ mappingVersion }) => mappingVersion === 1)).toBe(true)
  })

  it('takes a grade that its scale does not know for one that cannot be judged', () => {
    const grade = toAdmiralty({ scale: 'uk-3x5x2', source: 'Z', information: '9' })
    expect(grade).toStrictEqual({ source: 'F', information: '6', mappingVersion: 1 })
  })
})

describe('credibility 1', () => {
  const confirmed = toAdmiralty({ scale: 'admiralty-6x6', source: 'A', information: '1' })
  it('needs two independent roots', () => {
    expect(capped(confirmed, 1).information).toBe('2')
    expect(capped(confirmed, 2).information).toBe('1')
  })
  it('is the only grade that is capped', () => {
    const doubtful = toAdmiralty({ scale: 'admiralty-6x6', source: 'A', information: '4' })
    expect(capped(doubtful, 1)).toBe(doubtful)
  })
})

it('ranks information before source, and what cannot be judged last', () => {
  const grades = ['A6', 'F1', 'F6', 'E2', 'B2', 'C1', 'A5'].map((pair) =>
    toAdmiralty({ scale: 'admiralty-6x6', source: pair.charAt(0), information: pair.charAt(1) }),
  )
  const ranked = grades.toSorted(compareGrades).map(({ source, information }) => source + information)
  expect(ranked).toStrictEqual(['C1', 'F1', 'B2', 'E2', 'A5', 'A6', 'F6'])
})
