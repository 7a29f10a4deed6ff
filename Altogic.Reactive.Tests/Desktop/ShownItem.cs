namespace Altogic.Reactive.Tests.Desktop;

/// <summary>Something that a control has drawn; its bounds are left, top, width and height.</summary>
internal sealed record ShownItem(string Group, string Text, string Detail, int[] Bounds);
