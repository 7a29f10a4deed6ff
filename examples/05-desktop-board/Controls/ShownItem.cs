using System.Drawing;

namespace Altogic.Reactive.Examples.DesktopBoard.Controls;

/// <summary>One thing that a control has drawn.</summary>
internal sealed record ShownItem(string Group, string Text, string Detail, Rectangle Bounds);
