/** A story without end: after so many posts it goes on with other subjects, so that none grows too long to be posted to. */

import { randomOf } from '../simulation/random.ts'
import { newStory, type Story } from '../simulation/story.ts'
import { seizureAt } from '../support/many-events.ts'
import type { Post } from '../support/posts.ts'

export type Chapters = Story & {
  /** A seizure that nobody has reported yet and nothing speaks of: most of what agencies post is no more. */
  report(by: string): Post
}

const chapterPosts = 120

export function chaptersOf(seed: number): Chapters {
  let reported = 0
  let chapter = 0
  let left = 0
  let story: Story
  return {
    next: (by) => {
      if (left-- === 0) {
        chapter += 1
        left = chapterPosts
        story = newStory(randomOf(seed, `chapter ${chapter}`))
      }
      const post = story.next(by)
      // An agency that may not post would be quiet for the rest of the story.
      return post && !/^Agency/.test(post.type) ? ofChapter(post, chapter) : undefined
    },
    add: (post) => story.add(post),
    report: (by) => {
      reported += 1
      return seizureAt(reported, by, `report-${reported}`)
    },
  }
}

function ofChapter(post: Post, chapter: number): Post {
  const text = JSON.stringify(post).replaceAll(/\b(rx|ax|nx)-(one|two|three)\b/g, `$1-${chapter}-$2`)
  return { ...(JSON.parse(text) as Post), id: `${chapter}-${post.id}` }
}
