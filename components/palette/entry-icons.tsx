import {
  ArrowLeftRight,
  Building,
  Contrast,
  FileUp,
  Layers,
  LogOut,
  Plus,
  UserCheck,
  UserPlus,
  UserRound,
  UserX,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { EntryIcon } from '@/lib/palette/entry'
import { sectionIcons } from '../frame/section-icons'

export const entryIcons: Readonly<Record<EntryIcon, ReactNode>> = {
  ...sectionIcons,
  organization: <Building />,
  workspace: <Layers />,
  person: <UserRound />,
  create: <Plus />,
  import: <FileUp />,
  invite: <UserPlus />,
  deactivate: <UserX />,
  reactivate: <UserCheck />,
  switch: <ArrowLeftRight />,
  theme: <Contrast className="[&>path]:fill-current" />,
  'sign-out': <LogOut />,
}
