namespace Altogic.Reactive.Tests.Desktop;

/// <summary>A control on the screen; its bounds are left, top, width and height.</summary>
internal sealed record ShownControl(string Name, string Text, bool IsFocused, bool IsEnabled, int[] Bounds);
