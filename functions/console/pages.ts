/** Every page, in the order of the navigation. */
import type { Page } from './page.ts'
import { actorPage } from './pages/actor.tsx'
import { actorsPage } from './pages/actors.tsx'
import { commitmentPage } from './pages/commitment.tsx'
import { commitmentsPage } from './pages/commitments.tsx'
import { countriesPage } from './pages/countries.tsx'
import { countryPage } from './pages/country.tsx'
import { graphPage } from './pages/graph.tsx'
import { mapPage } from './pages/map.tsx'
import { overviewPage } from './pages/overview.tsx'
import { routePage } from './pages/route.tsx'
import { routesPage } from './pages/routes.tsx'
import { seizurePage } from './pages/seizure.tsx'
import { seizuresPage } from './pages/seizures.tsx'
import { sessionPage } from './pages/session.tsx'
import { sessionsPage } from './pages/sessions.tsx'
import { statementPage } from './pages/statement.tsx'
import { statusPage } from './pages/status.tsx'
import { submissionPage } from './pages/submission.tsx'
import { submissionsPage } from './pages/submissions.tsx'
import { timelinePage } from './pages/timeline.tsx'

export const pages: readonly Page[] = [
  overviewPage,
  mapPage,
  routesPage,
  routePage,
  actorsPage,
  actorPage,
  seizuresPage,
  seizurePage,
  sessionsPage,
  sessionPage,
  statementPage,
  commitmentsPage,
  commitmentPage,
  countriesPage,
  countryPage,
  submissionsPage,
  submissionPage,
  graphPage,
  timelinePage,
  statusPage,
]
