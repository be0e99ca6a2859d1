import {
  Activity,
  Bell,
  Boxes,
  Folder,
  Gauge,
  House,
  Landmark,
  Mail,
  ScrollText,
  Shield,
  SlidersHorizontal,
  UserRound,
  Users,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { Section, SectionIcon } from '@/lib/portals/pages'
import type { NavSection } from './side-nav'

export const sectionIcons: Readonly<Record<SectionIcon, ReactNode>> = {
  overview: <Gauge />,
  teams: <Users />,
  resources: <Boxes />,
  governance: <Landmark />,
  policies: <SlidersHorizontal />,
  security: <Shield />,
  operations: <Activity />,
  audit: <ScrollText />,
  mail: <Mail />,
  home: <House />,
  files: <Folder />,
  notices: <Bell />,
  profile: <UserRound />,
}

/** The sections of a navigation as the side of the page shows them. */
export const withIcons = (sections: readonly Section[]): readonly NavSection[] =>
  sections.map((section) => ({ ...section, icon: sectionIcons[section.icon] }))
