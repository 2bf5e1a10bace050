import { afterAll } from 'vitest'
import './hidden-tests.ts'
import './known-at-tests.ts'
import './concurrency-tests.ts'
import { sharedJourney } from './shared-journey.ts'

afterAll(async () => (await sharedJourney()).end())
