/** Every page, in the order of the navigation. */
import type { Page } from './page.ts'
import { commitmentPage } from './pages/commitment.tsx'
import { commitmentsPage } from './pages/commitments.tsx'
import { overviewPage } from './pages/overview.tsx'
import { routesPage } from './pages/routes.tsx'
import { sessionPage } from './pages/session.tsx'
import { sessionsPage } from './pages/sessions.tsx'
import { statementPage } from './pages/statement.tsx'

export const pages: readonly Page[] = [
  overviewPage,
  routesPage,
  sessionsPage,
  sessionPage,
  statementPage,
  commitmentsPage,
  commitmentPage,
]
