/** A client in a thread of its own: sends bodies, so many at a time, and tells how long that took. */
import { parentPort } from 'node:worker_threads'

export type Order = { url: string; token: string; bodies: readonly string[]; atOnce: number }

parentPort?.on('message', async ({ url, token, bodies, atOnce }: Order) => {
  const headers = { 'content-type': 'application/cloudevents+json', authorization: `Bearer ${token}` }
  const left = bodies.values()
  const startMs = performance.now()
  const wrong: number[] = []
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const body of left) {
        const response = await fetch(`${url}/v1/events`, { method: 'POST', headers, body })
        await response.arrayBuffer()
        if (response.status !== 201) wrong.push(response.status)
      }
    }),
  )
  parentPort?.postMessage({ ms: performance.now() - startMs, wrong })
})
