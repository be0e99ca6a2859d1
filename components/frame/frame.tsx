import type { ReactNode } from 'react'
import { NoticesButton } from '../notices/notices-button'
import { Banner, type OpenPortal } from './banner'
import { NavButton } from './nav-button'
import { OperationsButton } from './operations-button'
import { PortalMenu, type PortalMenuProps } from './portal-menu'
import { type NavSection, SideNav } from './side-nav'
import { ThemeSwitch } from './theme-switch'
import { TopBar } from './top-bar'
import { UserSwitcher, type UserSwitcherProps } from './user-switcher'

type FrameProps = PortalMenuProps &
  UserSwitcherProps & {
    /** The portal this page belongs to; none for one's own work. */
    portal?: OpenPortal
    /** How far a change in this portal reaches, at the end of the banner. */
    aside?: string
    navLabel: string
    sections: readonly NavSection[]
    operations: { count: number; href: string }
    notices: { count: number; href: string }
    search?: ReactNode
    children: ReactNode
  }

/** Top bar, banner, navigation, and the page. */
export function Frame(props: FrameProps) {
  const { portal, aside, navLabel, sections, operations, notices, search, children, homeHref, portals, onOpenPortal } =
    props
  const { person, users, profileHref, onSwitch, onSignOut } = props
  const under = portal
    ? 'top-[calc(var(--bar)+var(--banner))] h-[calc(100dvh-var(--bar)-var(--banner))]'
    : 'top-bar h-[calc(100dvh-var(--bar))]'
  return (
    <>
      <a
        href="#main"
        className="fixed top-2 left-2 z-70 -translate-y-16 rounded-r2 bg-accent px-3 py-2 font-medium text-on-accent focus:translate-y-0"
      >
        Skip to content
      </a>
      <TopBar
        homeHref={homeHref}
        navigation={<NavButton label={navLabel} sections={sections} portal={portal?.kind} />}
        portalMenu={
          <PortalMenu
            portals={portals}
            homeHref={homeHref}
            workspacesFrom={props.workspacesFrom}
            openWorkspaceId={portal?.workspaceId}
            openName={portal?.kind === 'workspace' ? portal.name : undefined}
            onOpenPortal={onOpenPortal}
          />
        }
        search={search}
        tools={
          <>
            <ThemeSwitch />
            <OperationsButton {...operations} />
            <NoticesButton {...notices} />
            <UserSwitcher
              person={person}
              users={users}
              profileHref={profileHref}
              onSwitch={onSwitch}
              onSignOut={onSignOut}
            />
          </>
        }
      />
      {portal && <Banner portal={portal} aside={aside} />}
      <div className="grid desk:grid-cols-[var(--nav)_minmax(0,1fr)]">
        <div className={`sticky overflow-auto p-3 max-desk:hidden ${under}`}>
          <SideNav label={navLabel} sections={sections} portal={portal?.kind} />
        </div>
        <main
          id="main"
          tabIndex={-1}
          className={`${portal ? '[--under:calc(var(--bar)+var(--banner))]' : '[--under:var(--bar)]'} min-h-[calc(100dvh-var(--under))] min-w-0 border-line bg-surface px-4 pt-5 pb-24 outline-none desk:border-l desk:px-8 desk:pt-7`}
        >
          {children}
        </main>
      </div>
    </>
  )
}
