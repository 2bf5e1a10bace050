/** What is known of something, each under its word. What is not known is left out. */
import type { Node } from '../page.ts'

export type Fact = readonly [string, Node | string | number | undefined]

export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl class="facts">
      {facts
        .filter(([, said]) => said !== undefined)
        .map(([word, said]) => (
          <>
            <dt>{word}</dt>
            <dd>{said}</dd>
          </>
        ))}
    </dl>
  )
}
