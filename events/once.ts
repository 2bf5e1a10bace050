/** What is made when it is first asked for, and then kept: a cold start waits for nothing that its request may not need. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
