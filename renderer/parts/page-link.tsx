import { Anchor, Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentProps } from 'react';

type Props = ButtonProps & Omit<ComponentProps<'a'>, keyof ButtonProps>;

const ButtonAnchor = (props: Props) => <Button component="a" {...props} />;

/** A button that leads to a page. */
export const ButtonLink = createLink(ButtonAnchor);

/** A link in a text or table that leads to a page. */
export const TextLink = createLink(Anchor<'a'>);
