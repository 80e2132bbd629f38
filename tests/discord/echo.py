"""A small bot on plain discord.py, by which the loopback Discord is tested: what it cannot do, no bot can."""

from __future__ import annotations

import asyncio
import io
import os

import discord
from discord import app_commands, ui

_VIETNAMESE = {"setup": "thiết_lập"}


class Again(ui.View):
    """A button that changes its message and then says something in private."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    @ui.button(label="Again", custom_id="again")
    async def again(self, interaction: discord.Interaction, button: ui.Button[Again]) -> None:
        assert interaction.message is not None
        await interaction.response.edit_message(content=f"{interaction.message.content} again")
        await interaction.followup.send("done", ephemeral=True)


class Card(ui.LayoutView):
    """A message of components alone: a text with a file, and a choice of channels that is answered in private."""

    def __init__(self, text: str) -> None:
        super().__init__(timeout=None)
        container = ui.Container[Card](ui.TextDisplay(text), ui.File("attachment://echo.csv"))
        self.add_item(container)
        select = ui.ChannelSelect[Card](custom_id="where", placeholder="Where?", max_values=2)
        select.callback = self.chosen  # type: ignore[method-assign]
        container.add_item(ui.ActionRow(select))

    async def chosen(self, interaction: discord.Interaction) -> None:
        assert interaction.data is not None
        channels = interaction.data["resolved"]["channels"].values()  # type: ignore[typeddict-item]
        await interaction.response.send_message(" ".join(channel["name"] for channel in channels), ephemeral=True)


class Form(ui.Modal, title="Echo"):
    """A form of a text and a choice."""

    words = ui.Label[ui.Modal](text="Words", component=ui.TextInput(custom_id="words", min_length=2))
    tone = ui.Label[ui.Modal](
        text="Tone",
        component=ui.Select(
            custom_id="tone", options=[discord.SelectOption(label="Loud"), discord.SelectOption(label="Soft")]
        ),
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        assert isinstance(self.words.component, ui.TextInput)
        assert isinstance(self.tone.component, ui.Select)
        text = f"{self.words.component.value} {self.tone.component.values[0]}"
        await interaction.response.send_message(
            view=Card(text), file=discord.File(io.BytesIO(text.encode()), "echo.csv")
        )


class Vietnamese(app_commands.Translator):
    """The names of commands in Vietnamese."""

    async def translate(
        self, string: app_commands.locale_str, locale: discord.Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        return _VIETNAMESE.get(string.message) if locale is discord.Locale.vietnamese else None


class Echo(discord.Client):
    """It repeats what it is told, as slowly as the environment says."""

    def __init__(self) -> None:
        usual = discord.Intents(guilds=True, messages=True).value
        intents = discord.Intents._from_value(int(os.environ.get("ECHO_INTENTS", usual)))
        super().__init__(intents=intents, allowed_mentions=discord.AllowedMentions.none(), guild_ready_timeout=0.2)
        self.tree = app_commands.CommandTree(self)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify again without the five seconds that discord.py waits."""

    async def setup_hook(self) -> None:
        self.add_view(Again())
        self.tree.add_command(echo)
        self.tree.add_command(form)
        self.tree.add_command(setup)
        self.tree.add_command(repeat)
        await self.tree.set_translator(Vietnamese())
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        if not message.author.bot and message.content:
            await message.reply(message.content, nonce=str(message.id))


@app_commands.command(description="Repeat a text.")
async def echo(interaction: discord.Interaction, text: str) -> None:
    await interaction.response.defer()
    await asyncio.sleep(float(os.environ.get("ECHO_SECONDS", "0")))
    await interaction.edit_original_response(content=text, view=Again())


@echo.autocomplete("text")
async def suggest(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=f"{current} {word}", value=f"{current} {word}") for word in ("one", "two")]


@app_commands.command(description="Open a form.")
async def form(interaction: discord.Interaction) -> None:
    await interaction.response.send_modal(Form())


@app_commands.command(description="Only for moderators.")
@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
async def setup(
    interaction: discord.Interaction, channel: discord.TextChannel, count: app_commands.Range[int, 1, 5]
) -> None:
    await interaction.response.send_message(f"{channel.name} {count} {interaction.locale}", ephemeral=True)


@app_commands.context_menu(name="Repeat")
async def repeat(interaction: discord.Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(message.content)


def main(arguments: list[str]) -> None:
    """Run until the connection is refused, or a signal ends the process."""
    Echo().run(os.environ["DISCORD_TOKEN"])
