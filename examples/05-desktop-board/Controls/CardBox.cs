using System.Drawing;
using Altogic.Reactive.Examples.DesktopBoard.ViewModels;

namespace Altogic.Reactive.Examples.DesktopBoard.Controls;

/// <summary>A card on the screen.</summary>
internal sealed record CardBox(Card Card, Rectangle Bounds);
