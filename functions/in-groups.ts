/** So many at once: each is several requests to the store, and a store that is asked for too much answers too late. */
const groupSize = 8

export async function inGroups<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  for (let i = 0; i < items.length; i += groupSize)
    done.push(...(await Promise.all(items.slice(i, i + groupSize).map(work))))
  return done
}
