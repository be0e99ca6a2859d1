'use client'

import { Eye, EyeOff } from 'lucide-react'
import { type ComponentProps, useState } from 'react'
import { IconButton } from '../ui/icon-button'
import { Input } from '../ui/input'

type PasswordInputProps = Omit<ComponentProps<typeof Input>, 'type' | 'icon' | 'autoComplete'> & {
  autoComplete: 'current-password' | 'new-password'
}

/** A password, which the person can look at while typing. */
export function PasswordInput(props: PasswordInputProps) {
  const [isShown, setShown] = useState(false)
  return (
    <span className="relative block">
      <Input
        {...props}
        type={isShown ? 'text' : 'password'}
        className="pr-10"
        spellCheck={false}
        autoCapitalize="none"
      />
      <span className="absolute inset-y-0 right-1 flex items-center">
        <IconButton
          label={isShown ? 'Hide password' : 'Show password'}
          aria-pressed={isShown}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? <EyeOff /> : <Eye />}
        </IconButton>
      </span>
    </span>
  )
}
