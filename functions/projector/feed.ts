/** Projects subjects into every generation of the views that is named: the one read, one being built, the one before. */
import type { ViewGenerations } from '../views/generations.ts'
import { type ProjectorNeeds, projectAll } from './project.ts'

export type FeedNeeds = Omit<ProjectorNeeds, 'views'> & { views: Pick<ViewGenerations, 'fed'> }

/** The result names the subjects that failed in any generation, with the failure where they are read if there is one. */
export async function feedAll(
  subjects: readonly string[],
  needs: FeedNeeds,
): Promise<ReadonlyMap<string, unknown>> {
  const generations = await needs.views.fed()
  const failed = await Promise.all(generations.map((views) => projectAll(subjects, { ...needs, views })))
  return new Map(failed.toReversed().flatMap((some) => [...some]))
}

export async function feedOrThrow(subjects: readonly string[], needs: FeedNeeds): Promise<void> {
  const [failure] = await feedAll(subjects, needs)
  if (failure) throw failure[1]
}
