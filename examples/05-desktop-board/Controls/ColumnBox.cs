using System.Drawing;
using Altogic.Reactive.Examples.DesktopBoard.ViewModels;

namespace Altogic.Reactive.Examples.DesktopBoard.Controls;

/// <summary>A list on the screen: its frame, the part that scrolls, and how far it is scrolled.</summary>
internal sealed record ColumnBox(ListViewModel List, Rectangle Bounds, Rectangle Body, IReadOnlyList<CardBox> Cards, int Offset);
