/**
 * `npm run fuzz -- --requests N [--seed S] [--from N]` sends N spoiled requests to a host of its own and ends with 1 if an
 * answer was a 5xx, took over a second or if a refusal left something behind. What follows from a seed is always the same.
 */
import { parseArgs } from 'node:util'
import { startAmongPartners } from '../journeys/journey.ts'
import { fuzz, takenIn } from './run.ts'

const text = { type: 'string' } as const
const { values } = parseArgs({
  options: {
    requests: { ...text, default: '2000' },
    seed: { ...text, default: '1' },
    from: { ...text, default: '0' },
  },
})
const [requests, seed, from] = [values.requests, values.seed, values.from].map(Number) as [
  number,
  number,
  number,
]
if (![requests, seed, from].every((n) => Number.isSafeInteger(n) && n >= 0) || requests === 0) {
  console.error('usage: npm run fuzz -- --requests N [--seed S] [--from N]')
  process.exit(2)
}

// Some requests never come whole: the host need not wait for the rest as long as it would in earnest.
const journey = await startAmongPartners({ requestTimeoutMs: 5_000 })
const startedMs = performance.now()
const progress = (done: number) =>
  process.stderr.write(
    process.stderr.isTTY ? `\r${done} of ${requests}` : done % 10_000 === 0 ? `${done}\n` : '',
  )
const found = await fuzz(journey, { seed, from, requests, progress })
const seconds = (performance.now() - startedMs) / 1_000
await journey.end()

console.log(
  `seed ${seed}: ${found.requests} requests in ${seconds.toFixed(0)} s, ${found.recorded} events recorded`,
)
console.log(
  `statuses: ${Object.entries(found.statuses)
    .map(([status, count]) => `${status} × ${count}`)
    .join(', ')}`,
)
console.log(`slowest: ${takenIn(found.slowest)} (request ${found.slowest.n})`)
const wrong = [...found.wrong, ...found.slow]
for (const { n, what, command } of wrong) {
  console.log(`wrong, request ${n}: ${what}`)
  if (command !== '') console.log(`  ${command}`)
  console.log(`  npm run fuzz -- --seed ${seed} --from ${n} --requests 1`)
}
console.log(wrong.length === 0 ? 'nothing wrong' : `${wrong.length} wrong`)
process.exit(wrong.length === 0 ? 0 : 1)
