import { describe, expect, it } from 'vitest'
import { project } from '../../../domain/views/project.ts'
import { type Draft, envelope, everyone, id, read, streamOf, told } from '../stream.ts'
import { subjects } from './any-stream.ts'

const subject = subjects.statements
const statementId = subject.split('/')[1]
const words = {
  sessionId: 'cnd-67',
  delegation: 'KZ',
  speakerOffice: 'Deputy Minister of the Interior',
  themes: ['synthetic-drugs'],
  text: 'The centre is a platform for seven countries.',
}
const delivered = told('StatementDelivered', {
  ...words,
  occurred: { from: '2024-03-14', precision: 'day' },
  ...envelope,
})
const annotated = told('StatementCorrected', { annotation: 'Delivered in Russian.' })
const about = ['countries/kz', 'routes/northern']
const extracted = told('StatementAssertionExtracted', {
  text: 'The route passes through Kazakhstan.',
  about,
  ...envelope,
})
const example = [delivered, annotated, extracted]
const following = (...drafts: Draft[]) => streamOf(subject, ...example, ...drafts)

it('is one card, its words untouched', () => {
  const { claims, ...rest } = read(subject, following())
  expect(rest).toStrictEqual({
    subject,
    version: 3,
    ...words,
    occurred: { from: '2024-03-14', precision: 'day' },
    lang: 'en',
    postedBy: 'kz-moi',
    status: 'delivered',
    annotations: [
      {
        eventId: id(2),
        recordedAt: '2024-03-20T06:02:00.000Z',
        postedBy: 'kz-moi',
        annotation: 'Delivered in Russian.',
      },
    ],
    assertions: [
      { claimId: id(3), text: 'The route passes through Kazakhstan.', about, status: 'preferred' },
    ],
    conflicts: [],
  })
  expect(JSON.stringify(claims)).not.toContain(words.text)
})

describe('rows', () => {
  it('stand in the list and under the session, and lead to what it is about', () => {
    expect(
      project(subject, following(), everyone).rows.map(({ partition, sort }) => [partition, sort]),
    ).toStrictEqual([
      [`card/${subject}`, 'card'],
      ['list/statements', `2024-03-14#${statementId}`],
      ['list/statements/session/cnd-67', `2024-03-14#${statementId}`],
      ['inbound/countries/kz', `about#${subject}#${id(3)}`],
      ['inbound/routes/northern', `about#${subject}#${id(3)}`],
    ])
  })
  it('lead nowhere once the assertion or the statement is retracted', () => {
    const inbound = (claimId: string) =>
      project(subject, following(told('ClaimRetracted', { claimId, reason: 'error' })), everyone).rows.filter(
        ({ partition }) => partition.startsWith('inbound/'),
      )
    expect(inbound(id(3))).toStrictEqual([])
    expect(inbound(id(1))).toStrictEqual([])
  })
  it('say that a link is disputed', () => {
    const dispute = told(
      'ClaimDisputed',
      { claimId: id(3), reason: 'Not said.', marking: envelope.marking },
      { postedBy: 'ru-authority' },
    )
    const { rows } = project(subject, following(dispute), everyone)
    expect(rows.findLast(({ partition }) => partition.startsWith('inbound/'))?.body).toMatchObject({
      evidence: [id(3)],
      status: 'disputed',
    })
  })
})
