"""The chat's theme: Gradio's plainest, with system fonts and the colours of `ui/assets/chat.css`. Nothing is loaded for it."""

from gradio import themes

FONTS = ("system-ui", "Segoe UI", "Roboto", "Helvetica Neue", "Noto Sans", "Liberation Sans", "Arial", "sans-serif")
MONOSPACE = ("ui-monospace", "Cascadia Mono", "DejaVu Sans Mono", "monospace")
COLOURS = {
    "body_background_fill": "var(--sb-paper)",
    "body_text_color": "var(--sb-ink)",
    "background_fill_primary": "var(--sb-card)",
    "background_fill_secondary": "var(--sb-wash)",
    "body_text_color_subdued": "var(--sb-soft)",
    "block_background_fill": "transparent",
    "block_border_width": "0",
    "block_padding": "0",
    "block_shadow": "none",
    "block_label_text_color": "var(--sb-ink)",
    "block_title_text_color": "var(--sb-ink)",
    "border_color_primary": "var(--sb-line)",
    "input_background_fill": "var(--sb-card)",
    "input_border_color": "var(--sb-edge)",
    "input_placeholder_color": "var(--sb-soft)",
    "button_primary_background_fill": "var(--sb-harbour)",
    "button_primary_background_fill_hover": "var(--sb-deep)",
    "button_primary_text_color": "#ffffff",
    "button_secondary_background_fill": "var(--sb-card)",
    "button_secondary_background_fill_hover": "var(--sb-wash)",
    "button_secondary_text_color": "var(--sb-ink)",
    "button_secondary_border_color": "var(--sb-edge)",
}


def chat_theme() -> themes.Base:
    """The theme. Light and dark share names; the style sheet gives each its colours."""
    theme = themes.Base(font=FONTS, font_mono=MONOSPACE, radius_size="sm", text_size="lg")
    dark = {f"{name}_dark": value for name, value in COLOURS.items() if hasattr(theme, f"{name}_dark")}
    return theme.set(**COLOURS, **dark)
