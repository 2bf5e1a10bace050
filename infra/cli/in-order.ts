/**
 * Keeps a few calls in flight and hands on their results in the order of the input, so memory stays bounded.
 * After a failure nothing new starts, but what is in flight is waited for: it may well have been recorded.
 */
export async function inOrder<In, Out>(
  inputs: AsyncIterable<In>,
  width: number,
  work: (input: In) => Promise<Out>,
  done: (output: Out) => Promise<void>,
): Promise<void> {
  const flying: Promise<Out>[] = []
  const failures: unknown[] = []
  const land = async (): Promise<void> => {
    try {
      await done(await (flying.shift() as Promise<Out>))
    } catch (error) {
      failures.push(error)
    }
  }
  for await (const input of inputs) {
    const flight = work(input)
    // A failure is met when its turn comes; until then it must not count as unhandled.
    flight.catch(() => {})
    flying.push(flight)
    if (flying.length >= width) await land()
    if (failures.length > 0) break
  }
  while (flying.length > 0) await land()
  if (failures.length > 0) throw failures[0]
}
