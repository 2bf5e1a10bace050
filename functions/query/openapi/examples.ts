/**
 * Examples are real answers: a test asks the apps in a small world, and keeps what they say in `docs/examples.json`.
 * `npm run openapi` asks again.
 */
import kept from '../../../docs/examples.json' with { type: 'json' }

type Example = { summary: string; value: unknown }
type Kept = Record<string, { asked: string; answers: Record<string, unknown> }>

/** What an operation answered, by its media type or, where it posts, its status. */
export function examplesOf(operationId: string, answer: string): { examples: Record<string, Example> } {
  const found = (kept as Kept)[operationId]
  if (found?.answers[answer] === undefined)
    throw new Error(`No example of ${operationId} as ${answer}: \`npm run openapi\``)
  return { examples: { answer: { summary: found.asked, value: found.answers[answer] } } }
}
