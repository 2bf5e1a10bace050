import { afterAll } from 'vitest'
import './bad-events-tests.ts'
import './bad-requests-tests.ts'
import './bad-tokens-tests.ts'
import './neighbours-tests.ts'
import './own-agency-tests.ts'
import './suspension-tests.ts'
import '../fuzz/fuzz-tests.ts'
import { sharedJourney } from './shared-journey.ts'

afterAll(async () => (await sharedJourney()).end())
