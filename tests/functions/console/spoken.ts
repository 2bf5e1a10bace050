/** A session, what was said there and what was promised, some of it for few: every text that is hidden holds the canary. */
import { amber, claimed, green, type Post, post, red, subjectOf } from '../../support/posts.ts'
import { canary } from '../query/canaries.ts'
import { tell } from '../query/sample.ts'
import { type ConsoleWorld, consoleOver } from './console.ts'

/** Each line end that there is, tabs, direction marks, what HTML would run, and a space at both ends. */
export const spokenText =
  ' Құрметті төраға!\r\nМы <b>готовы</b> & "рады":\rодин\tдва\n\n\u202bسلام\u202c — <script>alert(1)</script> '

const occurred = { from: '2024-03-14', precision: 'day' }
const at = (subject: string) => ({ subject })

export const session = claimed(
  'SessionScheduled',
  {
    body: 'CND',
    number: 67,
    names: { en: 'Sixty-seventh session', ru: 'Шестьдесят седьмая сессия' },
    segment: 'high-level',
    dates: { from: '2024-03-14', to: '2024-03-15' },
    place: { country: 'AT', locality: 'Vienna' },
    agendaItems: ['Opening', { item: '3 (a)', title: 'General <debate>' }],
  },
  { id: 'session', by: 'centre', subject: 'sessions/cnd-67' },
)
export const statement = claimed(
  'StatementDelivered',
  {
    sessionId: 'cnd-67',
    delegation: 'KZ',
    speakerOffice: 'Deputy Minister',
    occurred,
    themes: ['synthetic drugs'],
    text: spokenText,
    lang: 'kk',
  },
  { id: 'statement' },
)
const statementAt = at(subjectOf(statement))
export const hiddenStatement = claimed(
  'StatementDelivered',
  { sessionId: 'cnd-67', delegation: 'RU', speakerOffice: canary, occurred, themes: [], text: canary },
  { id: 'hidden-statement', by: 'ru-authority', marking: red() },
)
export const promise = claimed(
  'CommitmentMade',
  {
    by: 'KZ',
    statementId: subjectOf(statement).slice('statements/'.length),
    text: 'A regional laboratory <for all>.',
    type: 'capacity',
    due: '2024-06',
    measurable: true,
    occurred,
  },
  { id: 'promise' },
)
export const hiddenPromise = claimed(
  'CommitmentMade',
  { by: 'KZ', text: canary, type: 'budget', due: '2024-01-01', measurable: true },
  { id: 'hidden-promise', by: 'ru-authority', marking: red() },
)

export const spoken: readonly Post[] = [
  session,
  claimed(
    'DelegationParticipated',
    { delegation: 'KZ', headedByOffice: 'Foreign Minister' },
    { by: 'centre', subject: 'sessions/cnd-67' },
  ),
  claimed(
    'DelegationParticipated',
    { delegation: 'RU', headedByOffice: canary },
    { by: 'ru-authority', subject: 'sessions/cnd-67', marking: red() },
  ),
  claimed(
    'AttendanceReported',
    { delegates: { op: 'gt', n: 1000 } },
    { by: 'centre', subject: 'sessions/cnd-67' },
  ),
  statement,
  hiddenStatement,
  claimed(
    'StatementAssertionExtracted',
    { text: 'It is a platform.', about: ['countries/kz', 'sessions/cnd-67'] },
    statementAt,
  ),
  claimed(
    'StatementAssertionExtracted',
    { text: 'The amber word.', about: ['countries/kz'] },
    { ...statementAt, marking: amber },
  ),
  claimed(
    'StatementAssertionExtracted',
    { text: canary, about: ['countries/kz'] },
    { ...statementAt, by: 'ru-authority', marking: red() },
  ),
  post(
    'StatementCorrected',
    { annotation: 'He said "ready", <not> "glad".', reason: 'The recording.' },
    { ...statementAt, ifmatch: '*' },
  ),
  promise,
  hiddenPromise,
  claimed(
    'CommitmentProgressReported',
    { text: 'The walls stand.', percent: '40' },
    { ...at(subjectOf(promise)), id: 'progress' },
  ),
  claimed(
    'CommitmentProgressReported',
    { text: 'The green word.', percent: '55' },
    { ...at(subjectOf(promise)), id: 'progress-green', marking: green },
  ),
]

/** Posted a second apart. */
export async function spokenWorld(more: readonly Post[] = []): Promise<ConsoleWorld> {
  const world = await consoleOver()
  await tell(world, [...spoken, ...more])
  await world.project()
  return world
}
